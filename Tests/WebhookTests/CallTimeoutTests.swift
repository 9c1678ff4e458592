import Testing

@testable import Webhook

@Suite struct CallTimeoutTests {
    static let timeouts: [(String?, Duration?)] = [
        (nil, nil), ("", nil), ("timeout=10s", .seconds(10)), ("timeout=2.5s", .milliseconds(2_500)),
        ("timeout=30s", .seconds(30)), ("timeout=29.9s", .milliseconds(29_900)), ("timeout=100ms", .milliseconds(100)),
        ("timeout=7us", .microseconds(7)), ("timeout=5ns", .nanoseconds(5)), ("timeout=.5s", .milliseconds(500)),
        ("timeout=0s", .zero), ("a=b&timeout=5s", .seconds(5)), ("timeout=5s&a=b", .seconds(5)),
        ("timeout=5s&timeout=6s", .seconds(5)), ("xtimeout=5s", nil), ("Timeout=5s", nil), ("timeout", nil),
        ("timeout=", nil), ("timeout=5", nil), ("timeout=s", nil), ("timeout=5x", nil), ("timeout=-5s", nil),
        ("timeout=5s5", nil), ("timeout=1e3s", nil), ("timeout=0x5s", nil), ("timeout=nans", nil),
        ("timeout=infs", nil),
        ("timeout=1.2.3s", nil), ("timeout=.s", nil), ("timeout=5 s", nil),
        // No API server waits for longer than 30 s.
        ("timeout=1m0s", .seconds(30)), ("timeout=1h2m3s", .seconds(30)), ("timeout=30.1s", .seconds(30)),
        ("timeout=24h", .seconds(30)), ("timeout=25h", .seconds(30)), ("timeout=99999h", .seconds(30)),
        ("timeout=\(String(repeating: "9", count: 400))s", nil),
        ("timeout=\u{661}s", nil), ("timeout=5%73", nil),
    ]

    @Test(arguments: timeouts)
    func `the time that a call waits is read as Go writes it`(_ query: String?, _ expected: Duration?) {
        #expect(CallTimeout.read(from: query) == expected)
    }
}
