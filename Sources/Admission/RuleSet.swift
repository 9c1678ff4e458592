/// Some of a policy's rules, by their ids, in its order.
package struct RuleSet: Sendable {
    /// Ids of all of the policy's rules for one endpoint.
    private let all: [String]
    private var members: RuleBits

    init(_ members: RuleBits, of all: [String]) {
        self.all = all
        self.members = members
    }

    /// The ids with commas between them; empty for none.
    package var text: String { joined(separator: ",") }
}

extension RuleSet: Sequence, IteratorProtocol {
    package mutating func next() -> String? { members.next().map { all[$0] } }
}
