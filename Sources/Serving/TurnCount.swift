internal import Synchronization

/// Where a loop is, for the `Watchdog`: even while it waits, odd within a turn, another with each step of one. Only the
/// loop's thread counts; anyone may read.
struct TurnCount: ~Copyable, Sendable {
    private let count = Atomic(0)

    var now: Int { count.load(ordering: .relaxed) }

    /// The loop begins to wait, or a turn.
    func step() { advance(by: 1) }

    /// The loop goes on to the next thing within a turn.
    func goOn() { advance(by: 2) }

    private func advance(by count: Int) {
        self.count.store(now &+ count, ordering: .relaxed)
    }
}
