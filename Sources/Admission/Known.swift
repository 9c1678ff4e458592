/// What a rule can go by.
package enum Known<Fact: Sendable>: Sendable {
    case found(Fact)
    /// There is no such thing in the cluster.
    case absent
    /// There is no cluster, the question is still open, or could not be answered. The last two are taken care of: then
    /// the rule's other findings do not count yet, or stand beside that.
    case unknown

    /// - Parameter fact: nil where there is no such thing.
    init(_ fact: Fact?) { self = fact.map { .found($0) } ?? .absent }
}
