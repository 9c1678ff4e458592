internal import Testing

@testable import Encodings

struct GoDurationTests {
    @Test(
        arguments: [
            ("120s", .seconds(120)), ("1m30s", .seconds(90)), ("500ms", .milliseconds(500)), ("1.5h", .seconds(5400)),
            ("0s", .zero), (".5s", .milliseconds(500)), ("1.s", .seconds(1)), ("1us", .microseconds(1)),
            ("1µs", .microseconds(1)), ("999999999h", .seconds(3_599_999_996_400)), ("0.000000001s", .nanoseconds(1)),
            ("1s1s", .seconds(2)),
        ] as [(String, Duration)])
    func `a duration reads as Go reads it`(_ text: String, _ duration: Duration) {
        #expect(GoDuration.read(text) == duration)
    }

    @Test(arguments: [
        "", "1", "s", ".s", "1..5s", "-1s", "+1s", "1 s", "1d", "1S", "1s2", "1e3s", "٣s", "1234567890s", " 1s",
    ])
    func `anything else is refused`(_ text: String) { #expect(GoDuration.read(text) == nil) }

    @Test(arguments: ["90s", "1500ms", "7us", "1ns", "3600s"])
    func `a duration is written so that it reads back`(_ text: String) throws {
        #expect(GoDuration.text(try #require(GoDuration.read(text))) == text)
    }
}
