/// Tells when a loop is stuck with one connection, be it a server's or a client's. It counts looks, not time: after a
/// process has been halted (a debugger, a machine that slept) everything is late, and nothing is stuck.
struct Watchdog: Sendable {
    /// Looks at the same place until it counts as stuck, with 5 s between them: 35 to 40 s. With one connection a loop
    /// decides on what has come, which takes microseconds and for 32 MiB about a second; after 30 s no API server
    /// waits for a review any more. A turn has many connections and may take longer.
    static let looks = 8

    private var seen: [(turn: Int, looks: Int)] = []

    /// Looks at where each loop is: an even number while it waits, an odd one within a turn, never the same for two
    /// connections.
    /// - Returns: which is stuck.
    mutating func look(at turns: [Int]) -> Int? {
        if seen.count != turns.count { seen = turns.map { ($0, 0) } }
        for (index, turn) in turns.enumerated() {
            let isSame = turn == seen[index].turn && !turn.isMultiple(of: 2)
            seen[index] = (turn, isSame ? seen[index].looks + 1 : 1)
            if seen[index].looks >= Self.looks { return index }
        }
        return nil
    }
}
