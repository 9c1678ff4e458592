internal import Kubernetes
internal import JSON
internal import Manifests

/// Which object a finding is about.
package struct AuditedObject: Sendable, Equatable {
    package let group: String
    package let kind: String
    /// Empty for what is in none.
    package let namespace: String
    package let name: String

    init(_ object: Value, _ kind: KnownKind) {
        let meta = ObjectMeta(of: object)
        group = kind.group
        self.kind = kind.kind
        let said = meta.namespace.flatMap { $0.isEmpty ? nil : $0 } ?? "default"
        namespace = kind.isNamespaced ? said : ""
        name = meta.name ?? ""
    }

    /// The namespace that it belongs to: a Namespace and a Project to that of their name, as in a rule's `namespaces`.
    package var home: String { namespace.isEmpty ? name : namespace }
}

extension AuditedObject: CustomStringConvertible {
    /// `ProjectConfig "shop/default"`.
    package var description: String { "\(SubjectName(kind: kind, namespace: namespace, name: name))" }
}
