import Testing

@testable import Serving

@Suite struct TurnTests {
    static let first = Instant(nanoseconds: 1_000_000_000)

    /// How long the first turn took, how long the loop waited then, and how long what came since may have waited.
    @Test(arguments: [
        (0, 0, 0), (2_000_000, 10, 2_000_000), (2_000_000, 1_000_000, 2_000_000), (2_000_000, 1_000_001, 0),
    ])
    func `what comes has waited for the turn before, unless the loop has waited`(
        _ busy: Int, _ idle: Int, _ waited: Int
    ) {
        var turn = Turn(at: Self.first, bodies: BodyBudget(limit: 0))
        let waiting = Self.first + .nanoseconds(busy)
        turn.begin(at: waiting + .nanoseconds(idle), after: waiting)
        #expect(turn.now == waiting + .nanoseconds(idle) && turn.now - turn.arrival == .nanoseconds(waited))
        // The next turn counts from this one's beginning.
        let next = turn.now + .milliseconds(5)
        turn.begin(at: next, after: next)
        #expect(turn.now - turn.arrival == .milliseconds(5))
    }
}
