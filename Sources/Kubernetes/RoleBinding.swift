internal import JSON

/// A RoleBinding, or a ClusterRoleBinding, which is in no namespace.
struct RoleBinding: Sendable {
    let name: ObjectName
    let role: Grant.Role
    private let subjects: [Grant.Subject]

    /// nil where it refers to no role that there can be.
    init?(_ value: Value, isOfCluster: Bool) {
        guard let name = ObjectName(ObjectMeta(of: value), isNamespaced: !isOfCluster),
            let role = Grant.Role(value["roleRef"])
        else { return nil }
        self.name = name
        self.role = role
        subjects = value["subjects"]?.elements.compactMap { Grant.Subject($0, in: name.namespace) } ?? []
    }

    /// The subject that is this user; kubernetes/plugin/pkg/auth/authorizer/rbac: appliesToUser.
    /// - Parameter groups: that the user is in.
    func subject(for user: String, in groups: [String]) -> Grant.Subject? {
        subjects.first { subject in
            switch subject {
            case .user(let name): name.isExactly(user)
            case .group(let name): groups.contains { name.isExactly($0) }
            case .serviceAccount(let account): account.userName.isExactly(user)
            }
        }
    }
}

extension ObjectName {
    /// What a ServiceAccount of this name is called as a user.
    fileprivate var userName: String { "system:serviceaccount:\(namespace):\(name)" }
}
