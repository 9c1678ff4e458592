/// One named check.
package protocol Rule: Sendable {
    /// As it is called in the configuration, in annotations and logs: `keep-namespace`.
    static var id: String { get }

    /// The requests that it is for.
    static var scopes: [Scope] { get }
}

/// A rule that allows or denies.
package protocol Validator: Rule {
    /// What is wrong with `review.object` (on DELETE: with its going), everything at once.
    ///
    /// Pure. For an UPDATE it is about the object as it is to be: the policy asks again for the old object, and what was
    /// wrong before becomes a warning (the ratchet). So it needs the old object only for what is about the change.
    func findings(in review: Review, knowing facts: Facts) -> Findings

    /// What else is wrong, looked for only where `findings` has nothing that counts: so that who may not know a thing
    /// does not learn it from what is said about it. There is no ratchet: it is about what the request changes.
    func furtherFindings(in review: Review, knowing facts: Facts) -> Findings
}

extension Validator {
    package func furtherFindings(in review: Review, knowing facts: Facts) -> Findings { Findings() }
}

/// A rule that changes an object before it is stored.
package protocol Mutator: Rule {
    /// What to change in `review.object`; nothing in most. Asked again about the result, it must find nothing to do.
    func patch(for review: Review, knowing facts: Facts) -> (patch: Patch, findings: Findings)
}
