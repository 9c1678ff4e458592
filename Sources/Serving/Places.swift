/// How many connections there may be over all loops: so many are served, and a few more are told to come again later.
/// Those past that wait in the kernel's queue, where places come free within the deadlines of the few.
final class Places: Sendable {
    /// One in sixteen is told so, at least 8, as a burst comes in parallel, and at most 256 of 20 KiB each.
    static func spare(for connections: Int) -> Int { min(max(8, connections / 16), 256) }

    /// How many of those that are wanted can be served, where there is room for so many with those that are told so.
    static func regular(of wanted: Int, in room: Int) -> Int {
        max(1, min(wanted, room - spare(for: min(wanted, room))))
    }

    private let regular: Quota
    private let spare: Quota

    /// - Parameter spare: how many more are told to come again; nil: the share of them that is told so.
    init(_ connections: Int, spare: Int? = nil) {
        regular = Quota(connections)
        self.spare = Quota(spare ?? Self.spare(for: connections))
    }

    /// nil if every place is taken.
    func place() -> Place? {
        if let slot = regular.slot() { return Place(slot, isSpare: false) }
        if let slot = spare.slot() { return Place(slot, isSpare: true) }
        return nil
    }
}

/// A connection's place; given back when it goes.
struct Place: ~Copyable {
    private let slot: Slot
    /// Whoever has it is sent away with its first request.
    let isSpare: Bool

    init(_ slot: consuming Slot, isSpare: Bool) {
        self.slot = slot
        self.isSpare = isSpare
    }
}
