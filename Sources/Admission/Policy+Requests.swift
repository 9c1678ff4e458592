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
        validators.map { Self.requests(of: type(of: $0.rule), at: .validate) }
            + mutators.map { Self.requests(of: type(of: $0.rule), at: .mutate) }
    }

    private static func requests(of rule: any Rule.Type, at endpoint: Endpoint) -> RuleRequests {
        RuleRequests(rule: rule.id, endpoint: endpoint, scopes: rule.scopes)
    }
}
