package import Admission
package import JSON
internal import Kubernetes
internal import Rules

/// A kind of object that some rule is for, and what the API server makes of it.
package struct KnownKind: Sendable, Hashable {
    /// Empty for the core group.
    package let group: String
    /// The version that every cluster with this kind serves.
    package let version: String
    package let kind: String
    /// Plural, in lower case.
    package let resource: String
    package let isNamespaced: Bool

    /// nil: no rule is for it, in whatever version.
    static func find(_ kind: String, in group: String) -> KnownKind? {
        all.first { $0.kind == kind && $0.group == group }
    }

    /// The kinds of the resources that rules name. A kind cannot be told from its resource, so a rule for another
    /// resource has its kind added here (a test asks for it).
    package static let all = [
        KnownKind(group: "", version: "v1", kind: "Namespace", resource: "namespaces", isNamespaced: false),
        KnownKind(group: kargo, version: "v1alpha1", kind: "Project", resource: "projects", isNamespaced: false),
        KnownKind(
            group: kargo, version: "v1alpha1", kind: "ProjectConfig", resource: "projectconfigs", isNamespaced: true),
        KnownKind(group: kargo, version: "v1alpha1", kind: "Promotion", resource: "promotions", isNamespaced: true),
        KnownKind(
            group: "application.kubero.dev", version: "v1alpha1", kind: "KuberoPipeline", resource: "kuberopipelines",
            isNamespaced: true),
        KnownKind(group: "", version: "v1", kind: "Secret", resource: "secrets", isNamespaced: true),
        KnownKind(group: "", version: "v1", kind: "ServiceAccount", resource: "serviceaccounts", isNamespaced: true),
        KnownKind(
            group: "rbac.authorization.k8s.io", version: "v1", kind: "RoleBinding", resource: "rolebindings",
            isNamespaced: true),
    ].filter { kind in scopes.contains { $0.resource == kind.resource && $0.group == kind.group } }

    private static let kargo = "kargo.akuity.io"

    /// What rules say that they are for, of this resource.
    package var scopes: [Scope] { Self.scopes.filter { $0.resource == resource && $0.group == group } }

    /// An object with its namespace in it. The API server writes the namespace of a request into its object before it asks
    /// webhooks; k8s.io/apiserver/pkg/registry/rest/meta.go, EnsureObjectNamespaceMatchesRequestNamespace.
    package func complete(_ object: Value, in namespace: String) -> Value {
        guard isNamespaced, ObjectMeta(of: object).namespace?.isEmpty != false else { return object }
        var patch = Patch()
        patch.add("metadata.namespace", .string(namespace))
        return (try? patch.applied(to: object)) ?? object
    }

    /// Whether the kind is Namespace, whose objects belong to the namespace that they are.
    var isNamespace: Bool { group.isEmpty && kind == "Namespace" }

    private static let scopes: [Scope] =
        Catalogue.validators.flatMap { $0.scopes } + Catalogue.mutators.flatMap { $0.scopes }
}
