internal import JSON

/// Why a user may do something.
package enum Grant: Hashable, Sendable {
    package enum RoleKind: String, Sendable {
        case role = "Role"
        case clusterRole = "ClusterRole"
    }

    package struct Role: Hashable, Sendable {
        package let kind: RoleKind
        /// A Role is in its binding's namespace.
        package let name: String
    }

    /// Who a binding gives its role to.
    package enum Subject: Hashable, Sendable {
        case user(String)
        case group(String)
        case serviceAccount(ObjectName)
    }

    /// A RoleBinding, or a ClusterRoleBinding where the name has no namespace, gives a role to a subject.
    case binding(ObjectName, Role, Subject)
    /// Members of `system:masters` may do everything, before any role is looked at.
    case masters
}

/// Names may be those that anyone has chosen, so they are shown as Go's `%q` does, escaped.
private func shown(_ name: String) -> Quoted { Quoted(name, limit: 2 * 253 + 1) }

extension Grant: CustomStringConvertible {
    /// In the API server's words, without its `RBAC: `; kubernetes/pkg/registry/rbac/validation/rule.go.
    package var description: String {
        switch self {
        case .masters: "allowed by membership of group \"\(AccessRules.masters)\""
        case .binding(let binding, let role, let subject):
            """
            allowed by \(binding.namespace.isEmpty ? "ClusterRoleBinding" : "RoleBinding") \(shown(binding.written)) of \
            \(role.kind.rawValue) \(shown(role.name)) to \(subject)
            """
        }
    }
}

extension Grant.Subject: CustomStringConvertible {
    package var description: String {
        switch self {
        case .user(let name): "User \(shown(name))"
        case .group(let name): "Group \(shown(name))"
        case .serviceAccount(let account): "ServiceAccount \(shown(account.written))"
        }
    }
}

extension ObjectName {
    /// The name first, as the API server has it here and nowhere else.
    fileprivate var written: String { namespace.isEmpty ? name : "\(name)/\(namespace)" }
}
