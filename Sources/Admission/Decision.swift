/// What is to become of a request.
package struct Decision: Sendable {
    /// Why it is denied; nil: it is allowed.
    package let status: Status?
    package let warnings: [String]
    /// The rules that ran.
    package let rules: RuleSet
    /// The rules that fired, whatever their enforcement.
    package let firing: RuleSet
    /// Digest of the configuration in force.
    package let config: String
    /// Audit annotations besides the three that every decision has.
    package let notes: [Annotation]
    /// What to change first; only a mutating webhook's answer has one, and none that is empty.
    package let patch: Patch?
    /// What the rules found, in their order: as in `status` and `warnings`, each by itself and none left out.
    package let findings: [Finding]

    package var isAllowed: Bool { status == nil }

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
