/// The calls of a client that are not answered yet.
struct CallTable {
    struct Entry {
        let call: Call
        /// The request as it is sent.
        let bytes: [UInt8]
        /// The loop's timer that ends it.
        let timer: UInt32
        var connection: Token?
        /// Where else to try to connect.
        var addresses: [String] = []
        var isBegun = false
        /// The connection it was sent on had grown old; the others may have too.
        var mustBeFresh = false
    }

    private var entries: [UInt32: Entry] = [:]
    private var waiting: [UInt32] = []
    private var last: UInt32 = 0
    /// Calls that have a connection or are getting one, without streams.
    private var inFlight = 0

    subscript(number: UInt32) -> Entry? {
        get { entries[number] }
        set { entries[number] = newValue }
    }

    mutating func reserve() -> UInt32 {
        repeat { last = max(1, last &+ 1) } while entries[last] != nil
        return last
    }

    mutating func insert(_ entry: Entry, as number: UInt32) {
        entries[number] = entry
        waiting.append(number)
    }

    /// The call to begin next; streams always, others while there are fewer than `limit`.
    mutating func next(atOnce limit: Int) -> UInt32? {
        let index = waiting.firstIndex { number in entries[number]?.call.stream != nil || inFlight < limit }
        guard let index else { return nil }
        let number = waiting.remove(at: index)
        entries[number]?.isBegun = true
        if entries[number]?.call.stream == nil { inFlight += 1 }
        return number
    }

    mutating func sendAgain(_ number: UInt32) {
        guard let entry = entries[number], entry.isBegun else { return }
        if entry.call.stream == nil { inFlight -= 1 }
        entries[number]?.isBegun = false
        entries[number]?.mustBeFresh = true
        entries[number]?.connection = nil
        waiting.insert(number, at: 0)
    }

    func number(on connection: Token) -> UInt32? {
        entries.first { $0.value.connection == connection }?.key
    }

    mutating func remove(_ number: UInt32) -> Entry? {
        guard let entry = entries.removeValue(forKey: number) else { return nil }
        if entry.isBegun, entry.call.stream == nil { inFlight -= 1 }
        waiting.removeAll { $0 == number }
        return entry
    }

    mutating func removeAll() -> [Call] {
        defer { (entries, waiting, inFlight) = ([:], [], 0) }
        return entries.values.map(\.call)
    }
}
