internal import HTTP
internal import Synchronization

/// How large the bodies of all connections together may be, so that those who send large ones, or the beginnings of
/// large ones, cannot exhaust memory. Shared by all loops.
final class BodyBudget: Sendable {
    private let limit: Int
    private let used = Atomic(0)

    /// - Parameter limit: bytes.
    init(limit: Int) { self.limit = limit }

    convenience init(_ settings: ServerSettings) {
        self.init(limit: max(settings.bodies, settings.limits.body))
    }

    /// Bytes taken at the moment.
    var count: Int { used.load(ordering: .relaxed) }

    fileprivate func take(_ bytes: Int) -> Bool {
        guard used.add(bytes, ordering: .relaxed).newValue > limit else { return true }
        give(bytes)
        return false
    }

    fileprivate func give(_ bytes: Int) { used.subtract(bytes, ordering: .relaxed) }
}

/// What one connection or one review has of a budget; given back when it goes.
struct BodyShare: ~Copyable, Sendable {
    /// A body up to this is free, as nearly all reviews are: they pass whoever sends large ones. 10,000 connections
    /// come to 160 MiB.
    static let free = 16 << 10

    private let budget: BodyBudget
    private var taken = 0

    init(of budget: BodyBudget) { self.budget = budget }

    /// Makes the share what a body of `bytes` needs; false, and unchanged, where the budget does not have that.
    mutating func fit(_ bytes: Int) -> Bool {
        let needed = bytes > Self.free ? bytes : 0
        // Nearly always: what all loops share is left alone then.
        guard needed != taken else { return true }
        if needed > taken {
            guard budget.take(needed - taken) else { return false }
        } else {
            budget.give(taken - needed)
        }
        taken = needed
        return true
    }

    /// Hands over what it has, and has nothing.
    mutating func handOver() -> BodyShare {
        var other = BodyShare(of: budget)
        swap(&other.taken, &taken)
        return other
    }

    deinit { budget.give(taken) }
}
