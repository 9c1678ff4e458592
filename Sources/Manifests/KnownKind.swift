internal import Admission
internal import Rules

/// A kind of object that some rule is for, and what the API server makes of it.
struct KnownKind: Sendable, Equatable {
    let group: String
    let kind: String
    /// Plural, in lower case.
    let resource: String
    let isNamespaced: Bool

    /// nil: no rule is for it, in whatever version.
    static func find(_ kind: String, in group: String) -> KnownKind? {
        all.first { $0.kind == kind && $0.group == group }
    }

    /// The kinds of the resources that rules name. A kind cannot be told from its resource, so a rule for another
    /// resource has its kind added here (a test asks for it).
    static let all = [
        KnownKind(group: "", kind: "Namespace", resource: "namespaces", isNamespaced: false),
        KnownKind(group: kargo, kind: "Project", resource: "projects", isNamespaced: false),
        KnownKind(group: kargo, kind: "ProjectConfig", resource: "projectconfigs", isNamespaced: true),
        KnownKind(group: kargo, kind: "Promotion", resource: "promotions", isNamespaced: true),
        KnownKind(
            group: "application.kubero.dev", kind: "KuberoPipeline", resource: "kuberopipelines", isNamespaced: true),
        KnownKind(group: "", kind: "Secret", resource: "secrets", isNamespaced: true),
        KnownKind(group: "", kind: "ServiceAccount", resource: "serviceaccounts", isNamespaced: true),
        KnownKind(
            group: "rbac.authorization.k8s.io", kind: "RoleBinding", resource: "rolebindings", isNamespaced: true),
    ].filter { kind in scopes.contains { $0.resource == kind.resource && $0.group == kind.group } }

    private static let kargo = "kargo.akuity.io"

    private static let scopes: [Scope] =
        Catalogue.validators.flatMap { $0.scopes } + Catalogue.mutators.flatMap { $0.scopes }
}
