/// What one rule that is in force has to be asked about, and where.
package struct RuleRequests: Sendable {
    /// The rule's `id`.
    package let rule: String
    package let endpoint: Endpoint
    package let scopes: [Scope]
}

extension Policy {
    /// What the rules that are not disabled have to be asked about: what webhooks must be registered for.
    package var requests: [RuleRequests] {
        validators.map { RuleRequests(rule: $0.id, endpoint: .validate, scopes: $0.scopes) }
            + mutators.map { RuleRequests(rule: $0.id, endpoint: .mutate, scopes: $0.scopes) }
    }
}
