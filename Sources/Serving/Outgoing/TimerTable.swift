/// What a loop is to do later, by numbers of its own. Nothing in here is shared.
struct TimerTable {
    private var wheel: DeadlineWheel
    private var entries: [UInt32: (deadline: Instant, body: () -> Void)] = [:]
    private var last: UInt32 = 0

    init(at now: Instant) {
        wheel = DeadlineWheel(at: now)
    }

    /// When to look in here; nil if there is no need to.
    var next: Instant? { wheel.next }

    /// - Returns: the number to cancel it by, which is never 0.
    mutating func add(_ deadline: Instant, _ body: @escaping () -> Void) -> UInt32 {
        repeat { last = max(1, last &+ 1) } while entries[last] != nil
        entries[last] = (deadline, body)
        _ = wheel.insert(Token(-1, serial: last), deadline: deadline)
        return last
    }

    mutating func cancel(_ number: UInt32) {
        // The wheel brings the number up once more, and then nobody knows it.
        entries[number] = nil
    }

    /// The numbers of what is due by `now`, each to be taken out by `take`.
    mutating func due(at now: Instant) -> [UInt32] {
        wheel.removeDue(at: now).compactMap { token in
            guard let entry = entries[token.serial] else { return nil }
            guard entry.deadline <= now else {
                // Further away than the wheel reaches, or the number is another's by now.
                _ = wheel.insert(token, deadline: entry.deadline)
                return nil
            }
            return token.serial
        }
    }

    /// nil if it has been cancelled, be it by what was due just before it.
    mutating func take(_ number: UInt32) -> (() -> Void)? {
        entries.removeValue(forKey: number)?.body
    }
}
