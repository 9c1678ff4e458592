import Testing

@testable import Serving

@Suite struct PhaseClockTests {
    static let start = Instant(nanoseconds: 0)
    static let timeouts = Timeouts(
        handshake: .seconds(1), head: .seconds(2), body: .seconds(3), answer: .seconds(7), idle: .seconds(4),
        write: .seconds(5), linger: .seconds(6))

    @Test(arguments: zip(ConnectionPhase.allCases, [1, 4, 2, 3, 7, 5, 6]))
    func `each phase has its time`(_ phase: ConnectionPhase, _ seconds: Int) {
        var clock = PhaseClock(Self.timeouts, at: Self.start)
        clock.enter(phase, at: Self.start)
        #expect(!clock.isOver(at: Self.start + .seconds(seconds) + .nanoseconds(-1)))
        #expect(clock.isOver(at: Self.start + .seconds(seconds)))
    }

    @Test func `connections of probes have seconds, and less where that was asked for`() {
        let usual = Timeouts().forProbes
        #expect([usual.handshake, usual.head, usual.body, usual.idle].allSatisfy { $0 == .seconds(5) })
        #expect(usual.write == .seconds(10) && usual.linger == Timeouts.defaultLinger)
        #expect(Self.timeouts.forProbes == Self.timeouts)
    }

    @Test func `bytes that trickle in do not extend a phase`() {
        var clock = PhaseClock(Self.timeouts, at: Self.start)
        clock.remain(in: .head, at: Self.start)
        clock.remain(in: .head, at: Self.start + .seconds(1))
        #expect(clock.isOver(at: Self.start + .seconds(2)))
    }

    @Test func `a phase begun once more has all its time`() {
        var clock = PhaseClock(Self.timeouts, at: Self.start)
        clock.enter(.idle, at: Self.start)
        clock.enter(.idle, at: Self.start + .seconds(3))
        #expect(!clock.isOver(at: Self.start + .seconds(6)))
    }
}
