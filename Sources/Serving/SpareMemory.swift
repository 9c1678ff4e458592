internal import HTTP

/// Memory that a large body has left to the next one. It counts as bodies do, while it is kept and once it is lent: so
/// clients that only claim to send large bodies cannot gather more of it than the budget has.
struct SpareMemory: ~Copyable {
    /// What is kept while requests are in flight: to have it mapped anew costs a third of all that is done for a
    /// review of 6 MB. What is smaller is kept by the heap (`ProcessMemory`); no object that an API server takes makes
    /// a review of more, so that a loop keeps 8 MiB at the most.
    static let kept = (1 << 20)...(8 << 20)

    private var memory: [UInt8] = []
    private var share: BodyShare

    init(of budget: BodyBudget) { share = BodyShare(of: budget) }

    /// Keeps the memory of a body that has been answered, if it is worth it and there is plenty of room.
    mutating func keep(_ body: [UInt8]) {
        guard Self.kept.contains(body.capacity), body.capacity > memory.capacity, share.fitSparing(body.capacity) else {
            return
        }
        memory = body
    }

    /// Lends it to the body that is coming in, if that goes well with it: its share goes with it.
    mutating func lend(to decoder: inout RequestDecoder, counting body: inout BodyShare) {
        guard decoder.takes(&memory) else { return }
        body.takeOver(&share)
    }

    /// Lets go of it, if there is any; false if there is none.
    @discardableResult
    mutating func giveWay() -> Bool {
        guard memory.capacity > 0 else { return false }
        memory = []
        return share.fit(0)
    }

    /// Makes room where bodies that have come since could need it.
    mutating func giveWayToBodies() {
        if memory.capacity > 0, share.isInTheWay { giveWay() }
    }
}
