/// Some of a policy's rules, by their ids, in its order. Part of every decision, so it takes no memory of its own.
package struct RuleSet: Sendable {
    /// Ids of all of the policy's rules for one endpoint.
    private let all: [String]
    /// A bit for each.
    private var members: UInt64 = 0

    /// More rules than these a policy cannot have.
    static let capacity = UInt64.bitWidth

    /// None of these.
    init(of all: [String] = []) { self.all = all }

    /// - Parameter index: the rule's place among all.
    mutating func insert(_ index: Int) { members |= 1 << UInt64(index) }

    /// The ids with commas between them; empty for none.
    package var text: String { joined(separator: ",") }
}

extension RuleSet: Sequence, IteratorProtocol {
    package mutating func next() -> String? {
        guard members != 0 else { return nil }
        defer { members &= members - 1 }
        return all[members.trailingZeroBitCount]
    }
}
