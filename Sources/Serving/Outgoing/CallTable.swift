/// The calls of a client that are not answered yet, by numbers of the client's.
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

    private var entries: [UInt64: Entry] = [:]
    private var ordinary = CallQueue()
    /// They have connections of their own.
    private var streams = CallQueue()
    /// Calls that have a connection or are getting one, without streams.
    private var inFlight = 0

    subscript(number: UInt64) -> Entry? {
        get { entries[number] }
        set { entries[number] = newValue }
    }

    mutating func insert(_ entry: Entry, as number: UInt64) {
        entries[number] = entry
        if entry.call.stream == nil { ordinary.append(number) } else { streams.append(number) }
    }

    /// The call to begin next; streams always, others while there are fewer than `limit`.
    mutating func next(atOnce limit: Int) -> UInt64? {
        if let number = streams.removeFirst() {
            entries[number]?.isBegun = true
            return number
        }
        guard inFlight < limit, let number = ordinary.removeFirst() else { return nil }
        entries[number]?.isBegun = true
        inFlight += 1
        return number
    }

    mutating func sendAgain(_ number: UInt64) {
        guard let entry = entries[number], entry.isBegun else { return }
        entries[number]?.isBegun = false
        entries[number]?.mustBeFresh = true
        entries[number]?.connection = nil
        guard entry.call.stream == nil else { return streams.prepend(number) }
        inFlight -= 1
        ordinary.prepend(number)
    }

    mutating func remove(_ number: UInt64) -> Entry? {
        guard let entry = entries.removeValue(forKey: number) else { return nil }
        switch (entry.isBegun, entry.call.stream == nil) {
        case (true, true): inFlight -= 1
        case (true, false): break
        case (false, true): ordinary.remove(number)
        case (false, false): streams.remove(number)
        }
        return entry
    }

    mutating func removeAll() -> [Call] {
        defer { (entries, ordinary, streams, inFlight) = ([:], CallQueue(), CallQueue(), 0) }
        return entries.values.map(\.call)
    }
}
