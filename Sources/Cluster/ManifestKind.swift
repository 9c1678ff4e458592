internal import Kubernetes

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
