internal import Synchronization

/// How many of a thing there may be over all loops.
final class Quota: Sendable {
    private let limit: Int
    private let used = Atomic(0)

    init(_ limit: Int) { self.limit = limit }

    var count: Int { used.load(ordering: .relaxed) }

    /// nil if there are as many as there may be.
    func slot() -> Slot? {
        guard used.add(1, ordering: .relaxed).newValue > limit else { return Slot(quota: self) }
        giveBack()
        return nil
    }

    fileprivate func giveBack() { used.subtract(1, ordering: .relaxed) }
}

/// One of them; given back when it goes.
struct Slot: ~Copyable, Sendable {
    fileprivate let quota: Quota

    deinit { quota.giveBack() }
}
