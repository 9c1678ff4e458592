internal import HTTP
internal import Synchronization

/// How large the bodies of all connections together may be, with their heads, so that those who send large ones, or the
/// beginnings of large ones, cannot exhaust memory. Shared by all loops.
final class BodyBudget: Sendable {
    /// Memory that one body leaves to the next is there in full, whatever has come of that. So no more than 44 MiB are
    /// held so, seven bodies of 6 MB, and others grow as they come in: eight such reviews take less than 64 MB with all
    /// else. (Where the kernel maps the memory anew, that takes a third of the time of a review of 6 MB.)
    private static let mostSparing = 44 << 20

    private let limit: Int
    /// Up to here, memory may be kept that no body needs yet: one body of the largest size has room beside it, and it is
    /// no more than `mostSparing`.
    private let sparing: Int
    private let used = Atomic(0)

    /// - Parameters:
    ///   - limit: bytes.
    ///   - largest: how large one body may be.
    init(limit: Int, largest: Int = 0) {
        self.limit = limit
        sparing = min(limit - largest, Self.mostSparing)
    }

    convenience init(_ settings: ServerSettings) {
        // With the body counts its head, and a line between two chunks, which may be as long.
        let largest = settings.limits.body + 2 * settings.limits.head
        self.init(limit: max(settings.bodies, largest), largest: largest)
    }

    /// Bytes taken at the moment.
    var count: Int { used.load(ordering: .relaxed) }

    fileprivate var isPastSparing: Bool { count > sparing }

    fileprivate func take(_ bytes: Int, sparing isSparing: Bool) -> Bool {
        let limit = isSparing ? sparing : limit
        // A look first: what is taken and given back could be what another is refused.
        guard count + bytes <= limit else { return false }
        guard used.add(bytes, ordering: .relaxed).newValue > limit else { return true }
        give(bytes)
        return false
    }

    fileprivate func give(_ bytes: Int) { used.subtract(bytes, ordering: .relaxed) }
}

/// What one connection or one review has of a budget; given back when it goes.
struct BodyShare: ~Copyable, Sendable {
    /// A request up to this is free, as nearly all reviews are: they pass whoever sends large ones. 4,000 connections
    /// come to 64 MiB.
    static let free = 16 << 10

    private let budget: BodyBudget
    private var taken = 0

    init(of budget: BodyBudget) { self.budget = budget }

    /// Makes the share what a body of `bytes` needs; false, and unchanged, where the budget does not have that.
    mutating func fit(_ bytes: Int) -> Bool { fit(bytes, sparing: false) }

    /// The same for memory that no body needs yet: false, too, where a body of the largest size had no room beside it, or
    /// too much is held so already.
    mutating func fitSparing(_ bytes: Int) -> Bool { fit(bytes, sparing: true) }

    /// What it has, for no body yet, is more than could be taken now.
    var isInTheWay: Bool { budget.isPastSparing }

    private mutating func fit(_ bytes: Int, sparing isSparing: Bool) -> Bool {
        let needed = bytes > Self.free ? bytes : 0
        // Nearly always: what all loops share is left alone then.
        guard needed != taken else { return true }
        if needed > taken {
            guard budget.take(needed - taken, sparing: isSparing) else { return false }
        } else {
            budget.give(taken - needed)
        }
        taken = needed
        return true
    }

    /// Has what the other had, which has nothing then, in place of its own. That is taken already, so it cannot fail.
    mutating func takeOver(_ other: inout BodyShare) {
        budget.give(taken)
        taken = other.taken
        other.taken = 0
    }

    /// Hands over what it has, and has nothing.
    mutating func handOver() -> BodyShare {
        var other = BodyShare(of: budget)
        swap(&other.taken, &taken)
        return other
    }

    deinit { budget.give(taken) }
}
