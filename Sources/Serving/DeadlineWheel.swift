/// When to look at which connection again: a ring of slots, one a tick.
///
/// A connection is put in once and mostly left there: its deadline moves with each request, which costs nothing here.
/// When its slot comes up, the loop asks the connection; if its deadline is still to come, it is put in again.
struct DeadlineWheel: Sendable {
    /// How late a deadline may be noticed: little against the shortest of seconds, and at most 20 wake-ups a second.
    static let tick: Int64 = 50_000_000
    /// 1,024 slots of 50 ms reach 51 s; a later deadline is looked at on the way. Empty slots take 8 bytes each.
    static let slots = 1_024

    private var ring = [[Token]](repeating: [], count: slots)
    /// Every tick before this one has been taken out.
    private var current: Int64
    private var filled = 0
    /// When the next of them is due; nil if there is none.
    private(set) var next: Instant?

    init(at now: Instant) {
        current = now.nanoseconds / Self.tick
    }

    /// Puts `token` in, and returns when it will come out: at `deadline` or within a tick after it, or earlier if that
    /// is further away than the ring reaches.
    /// - Parameter alarm: when it comes out anyway; where that is soon enough, it is left as it is.
    mutating func insert(_ token: Token, deadline: Instant, unlessBy alarm: Instant? = nil) -> Instant {
        let wanted = (deadline.nanoseconds + Self.tick - 1) / Self.tick
        let tick = min(max(wanted, current), current + Int64(Self.slots) - 1)
        let due = Instant(nanoseconds: tick * Self.tick)
        // In ticks, as a deadline is mostly before the tick that it comes out with.
        if let alarm, alarm <= due { return alarm }
        ring[slot(of: tick)].append(token)
        filled += 1
        next = next.map { min($0, due) } ?? due
        return due
    }

    /// Takes out what is due by `now`.
    mutating func removeDue(at now: Instant) -> [Token] {
        let last = now.nanoseconds / Self.tick
        guard last >= current else { return [] }
        var due: [Token] = []
        // After a long sleep every slot is due, and each is looked at once.
        for tick in current...min(last, current + Int64(Self.slots) - 1) where !ring[slot(of: tick)].isEmpty {
            due += ring[slot(of: tick)]
            ring[slot(of: tick)].removeAll(keepingCapacity: false)
        }
        current = last + 1
        filled -= due.count
        next = firstFilled()
        return due
    }

    private func firstFilled() -> Instant? {
        guard filled > 0 else { return nil }
        var tick = current
        while ring[slot(of: tick)].isEmpty { tick += 1 }
        return Instant(nanoseconds: tick * Self.tick)
    }

    private func slot(of tick: Int64) -> Int { Int(tick % Int64(Self.slots)) }
}
