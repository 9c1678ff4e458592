internal import JSON

/// A RoleBinding, or a ClusterRoleBinding, which is in no namespace.
struct RoleBinding: Sendable {
    let name: ObjectName
    let role: Grant.Role
    private let subjects: [Grant.Subject]

    /// nil where it refers to no role that there can be.
    init?(_ value: Value, isOfCluster: Bool) {
        guard let name = ObjectName(ObjectMeta(of: value), isNamespaced: !isOfCluster),
            let roleName = value["roleRef"]?["name"]?.string,
            let kind = value["roleRef"]?["kind"]?.string.flatMap(Grant.RoleKind.init), Self.isRBAC(value["roleRef"])
        else { return nil }
        self.name = name
        role = Grant.Role(kind: kind, name: roleName)
        subjects = value["subjects"]?.elements.compactMap { Self.subject($0, in: name.namespace) } ?? []
    }

    /// The subject that is this user; kubernetes/plugin/pkg/auth/authorizer/rbac: appliesToUser.
    func subject(for review: AccessReview) -> Grant.Subject? {
        subjects.first { subject in
            switch subject {
            case .user(let name): name.isExactly(review.user)
            case .group(let name): review.groups.contains { name.isExactly($0) }
            case .serviceAccount(let account): account.userName.isExactly(review.user)
            }
        }
    }

    /// A ServiceAccount without a namespace is in the binding's own; in a ClusterRoleBinding it is nobody.
    private static func subject(_ value: Value, in namespace: String) -> Grant.Subject? {
        guard let name = value["name"]?.string else { return nil }
        switch value["kind"]?.string {
        case "User": return isRBAC(value) ? .user(name) : nil
        case "Group": return isRBAC(value) ? .group(name) : nil
        case "ServiceAccount":
            let own = value["namespace"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? namespace
            guard !own.isEmpty, value["apiGroup"]?.string?.isEmpty != false else { return nil }
            return .serviceAccount(ObjectName(namespace: own, name: name))
        default: return nil
        }
    }

    /// Left out, the API group is filled in; another one the API server refuses.
    private static func isRBAC(_ reference: Value?) -> Bool {
        guard let group = reference?["apiGroup"] else { return true }
        return group.isString("") || group.isString(AccessRules.group)
    }
}

extension ObjectName {
    /// What a ServiceAccount of this name is called as a user.
    fileprivate var userName: String { "system:serviceaccount:\(namespace):\(name)" }
}
