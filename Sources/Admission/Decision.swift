/// What is to become of a request.
package struct Decision: Sendable {
    /// Why it is denied; nil: it is allowed.
    package let status: Status?
    package let warnings: [String]
    /// Ids of all of the policy's rules for the endpoint.
    let ids: [String]
    /// The rules that ran.
    package let ran: RuleBits
    /// The rules that fired.
    let fires: RuleBits
    /// Digest of the configuration in force.
    package let config: String
    /// Audit annotations besides the three that every decision has.
    package let notes: [Annotation]
    /// What to change first; only a mutating webhook's answer has one, and none that is empty.
    package let patch: Patch?
    /// What the rules found, in their order: as in `status` and `warnings`, each by itself and none left out.
    package let findings: [Finding]

    package var isAllowed: Bool { status == nil }

    /// Whether the request passes as it is and without a word: only which rules ran is to be said, and what is noted.
    package var isPlain: Bool { status == nil && fires.isEmpty && warnings.isEmpty && patch == nil }

    /// The rules that ran.
    package var rules: RuleSet { RuleSet(ran, of: ids) }

    /// The rules that fired, whatever their enforcement.
    package var firing: RuleSet { RuleSet(fires, of: ids) }

    /// Ids of the rules that fired, with commas between them; empty for none.
    package var fired: String { firing.text }

    /// All audit annotations.
    package var annotations: [Annotation] {
        [
            Annotation(key: .rules, value: rules.text), Annotation(key: .violations, value: fired),
            Annotation(key: .config, value: config),
        ] + notes
    }
}
