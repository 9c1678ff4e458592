package import JSON

extension Grant.Role {
    /// `roleRef` of a binding; nil where it refers to no role that there can be.
    package init?(_ reference: Value?) {
        guard let name = reference?["name"]?.string, let kind = reference?["kind"]?.string.flatMap(Grant.RoleKind.init),
            isRBAC(reference)
        else { return nil }
        self.init(kind: kind, name: name)
    }
}

extension Grant.Subject {
    /// An entry of `subjects`; nil where it is nobody.
    ///
    /// - Parameter namespace: the binding's own, in which a ServiceAccount without one is; empty for a
    ///   ClusterRoleBinding, in which that is nobody. kubernetes/pkg/apis/rbac/validation: ValidateRoleBindingSubject.
    package init?(_ value: Value, in namespace: String) {
        guard let name = value["name"]?.string else { return nil }
        switch value["kind"]?.string {
        case "User" where isRBAC(value): self = .user(name)
        case "Group" where isRBAC(value): self = .group(name)
        case "ServiceAccount":
            let own = value["namespace"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? namespace
            guard !own.isEmpty, value["apiGroup"]?.string?.isEmpty != false else { return nil }
            self = .serviceAccount(ObjectName(namespace: own, name: name))
        default: return nil
        }
    }
}

/// Left out, the API group is filled in; another one the API server refuses.
private func isRBAC(_ reference: Value?) -> Bool {
    guard let group = reference?["apiGroup"] else { return true }
    return group.isString("") || group.isString(AccessRules.group)
}
