internal import Admission
internal import JSON
internal import Kubernetes

/// Annotations with one right form, of which Kargo says nothing where it is another.
extension CredentialSecret {
    private static let annotationsPath: FieldPath = "metadata.annotations"
    private static let replicate = "kargo.akuity.io/replicate-to"
    private static let tokenScopes = "kargo.akuity.io/github-token-scopes"

    func adviseOnAnnotations(_ review: Review, _ findings: inout Findings) {
        guard let annotations = review.meta.annotations else { return }
        if let value = annotations[Self.replicate], !value.isString("*") {
            findings.warn(
                at: Self.annotationsPath.key(Self.replicate), "only \"*\" does anything: a copy for every project")
        }
        if let value = annotations[Self.tokenScopes], !Self.isScopes(value.string ?? "") {
            let text = "must be JSON such as {\"project\": [\"repository\"]}; as it is, no project gets a token"
            findings.warn(at: Self.annotationsPath.key(Self.tokenScopes), text)
        }
    }

    /// Repositories by project.
    private static func isScopes(_ text: String) -> Bool {
        guard let root = try? Parser.parse(Array(text.utf8)).root, root.kind == .object else { return false }
        return root.members.allSatisfy { member in
            member.value.kind == .array && member.value.elements.allSatisfy { $0.kind == .string }
        }
    }
}
