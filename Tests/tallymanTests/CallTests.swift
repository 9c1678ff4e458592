import Admission
import Testing

@testable import tallyman

@Suite struct CallTests {
    @Test(
        arguments: [
            ("timeout=10s", 0, 8...9), ("timeout=10s", 6, 2...3), ("timeout=10s", 9, 0...0), ("timeout=10s", 60, 0...0),
            (nil, 0, 8...9), ("timeout=30s", 0, 26...27), ("timeout=20h", 0, 26...27),
        ] as [(String?, Int, ClosedRange<Int>)])
    func `look-ups have what is left of the time, less a tenth for the way back`(
        _ query: String?, _ waited: Int, _ seconds: ClosedRange<Int>
    ) {
        var call = Call(to: .validate, query: query)
        call.waited = .seconds(waited)
        #expect(call.timeLeft >= .seconds(seconds.lowerBound) && call.timeLeft <= .seconds(seconds.upperBound))
    }
}
