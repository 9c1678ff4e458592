package import Admission
internal import Manifests

/// What a rule found in an object that exists.
package struct AuditFinding: Sendable, Equatable {
    package let finding: Finding
    package let object: AuditedObject

    /// `spec.registry.host: Invalid value: …`, on one line.
    var text: String {
        let field = finding.path.map { "\($0): " } ?? ""
        return "\(OneLine("\(field)\(finding.message)"))"
    }
}

extension AuditFinding {
    /// What findings have in common that people would call the same: but for values, names and places in lists.
    struct Likeness: Hashable {
        private let rule: String
        private let severity: Finding.Severity
        private let steps: [FieldPath.Step]
        /// The message without what stands in quotes.
        private let words: [Substring]

        init(_ finding: Finding) {
            (rule, severity) = (finding.rule, finding.severity)
            steps = finding.path.map(\.steps)?.map { if case .index = $0 { .index(0) } else { $0 } } ?? []
            let parts = finding.message.split(separator: "\"", omittingEmptySubsequences: false)
            words = parts.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        }
    }

    var likeness: Likeness { Likeness(finding) }
}
