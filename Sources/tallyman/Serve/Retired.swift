/// What was in force, kept until no loop can be deciding by it any more.
struct Retired {
    private let inForce: InForce
    private var looks = 0
    /// Where the loops were once each of them had what is in force now for its next connection.
    private var turns: [Int] = []

    init(_ inForce: InForce) { self.inForce = inForce }

    /// Whether nobody reads it any more, by where the loops are now (`Server.turns`): to be asked at each look.
    mutating func isUnread(at now: [Int]) -> Bool {
        looks += 1
        switch looks {
        // It may have been replaced a moment ago, which a loop on another core need not have seen.
        case 1: return false
        case 2:
            turns = now
            return false
        // A loop that waited then reads it no more, nor does one that has gone on to another connection. A review that
        // waits for a look-up has all that it needs of it.
        default: return zip(turns, now).allSatisfy { then, now in then.isMultiple(of: 2) || then != now }
        }
    }
}
