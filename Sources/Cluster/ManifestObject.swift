internal import JSON
internal import Kubernetes

/// One object of a manifest: its kind, and which one it is.
struct ManifestObject {
    let value: Value
    let group: String
    let kind: String
    let meta: ObjectMeta

    /// nil where this is no Kubernetes object.
    ///
    /// - Parameter list: the list that it stands in, whose items mostly leave out what they are: `SecretList` says it.
    init?(_ value: Value, in list: ManifestObject? = nil) {
        guard value.kind == .object else { return nil }
        let listed = list.flatMap { $0.kind == "List" ? nil : $0 }
        guard let kind = value["kind"]?.string ?? listed.map({ String($0.kind.dropLast("List".count)) }),
            let group = value["apiVersion"]?.string.map(Self.group) ?? listed?.group, !kind.isEmpty
        else { return nil }
        self.value = value
        self.kind = kind
        self.group = group
        meta = ObjectMeta(of: value)
    }

    /// The items of a list: of `kind: List`, or of a `SecretList` as the API server gives it; nil for another object.
    var items: Value? {
        guard kind.hasSuffix("List"), let items = value["items"], items.kind == .array else { return nil }
        return items
    }

    /// `v1` is of the core group.
    private static func group(of version: String) -> String {
        version.split(separator: "/").dropLast().first.map(String.init) ?? ""
    }
}

/// Kinds that the folder is asked about.
enum ManifestKind: CaseIterable {
    case namespace, project, secret, kubero, stage, role, roleBinding, clusterRole, clusterRoleBinding

    init?(_ object: ManifestObject) {
        let found = Self.allCases.first { $0.name == (object.group, object.kind) }
        guard let found else { return nil }
        self = found
    }

    /// API group and kind; in any version.
    private var name: (group: String, kind: String) {
        switch self {
        case .namespace: ("", "Namespace")
        case .secret: ("", "Secret")
        case .project: ("kargo.akuity.io", "Project")
        case .stage: ("kargo.akuity.io", "Stage")
        case .kubero: ("application.kubero.dev", "Kubero")
        case .role: (AccessRules.group, "Role")
        case .roleBinding: (AccessRules.group, "RoleBinding")
        case .clusterRole: (AccessRules.group, "ClusterRole")
        case .clusterRoleBinding: (AccessRules.group, "ClusterRoleBinding")
        }
    }

    var isNamespaced: Bool {
        switch self {
        case .secret, .stage, .kubero, .role, .roleBinding: true
        case .namespace, .project, .clusterRole, .clusterRoleBinding: false
        }
    }
}
