/// Some of a policy's rules, by their places among all: a bit for each.
package struct RuleBits: Sendable, Equatable {
    private var bits: UInt64 = 0

    /// More rules than these a policy cannot have.
    static let capacity = UInt64.bitWidth

    var isEmpty: Bool { bits == 0 }

    /// - Parameter index: the rule's place among all.
    mutating func insert(_ index: Int) { bits |= 1 << UInt64(index) }
}

extension RuleBits: Sequence, IteratorProtocol {
    package mutating func next() -> Int? {
        guard bits != 0 else { return nil }
        defer { bits &= bits - 1 }
        return bits.trailingZeroBitCount
    }
}
