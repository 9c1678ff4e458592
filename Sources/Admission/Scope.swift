/// Requests that a rule is for: operations on a resource. The webhook registrations follow from these.
package struct Scope: Sendable, Hashable {
    /// API group; empty for the core group.
    package let group: String
    /// Plural, in lower case: `projectconfigs`.
    package let resource: String
    package let operations: [Operation]
    /// Objects without this label are none of the rule's business; nil: all may be. Who reads many of them need ask for no
    /// others.
    package let label: String?

    package init(_ resource: String, in group: String, on operations: [Operation], label: String? = nil) {
        self.group = group
        self.resource = resource
        self.operations = operations
        self.label = label
    }

    func covers(_ review: Review) -> Bool {
        operations.contains(review.operation) && review.concerns(resource, in: group)
    }
}
