package import JSON

/// Who may do what: the Roles, ClusterRoles and their bindings of a cluster, as its RBAC authorizer reads them.
package struct AccessRules: Sendable {
    package static let group = "rbac.authorization.k8s.io"
    /// The group that may do everything.
    package static let masters = "system:masters"

    private var roles: [ObjectName: [PolicyRule]] = [:]
    private var clusterRoles: [ObjectName: ClusterRole] = [:]
    /// Those of the whole cluster first, each in the order of their names, so that the same one is always named.
    private var bindings: [RoleBinding] = []
    /// What aggregated ClusterRoles allow.
    private var aggregated: [ObjectName: [PolicyRule]] = [:]

    /// - Parameter objects: objects of the API group `rbac.authorization.k8s.io` by their `kind`; others are passed
    ///   over. What the API server would refuse in one grants nothing.
    package init(_ objects: [Value]) {
        for object in objects { insert(object) }
        bindings.sort { $0.order.lexicographicallyPrecedes($1.order) }
        for (name, role) in clusterRoles where role.selectors != nil { aggregated[name] = rules(of: role, name) }
    }

    private mutating func insert(_ object: Value) {
        let meta = ObjectMeta(of: object)
        switch object["kind"]?.string {
        case "Role":
            guard let name = ObjectName(meta, isNamespaced: true) else { return }
            roles[name] = object["rules"]?.elements.compactMap { PolicyRule($0) } ?? []
        case "ClusterRole":
            guard let name = ObjectName(meta, isNamespaced: false) else { return }
            clusterRoles[name] = ClusterRole(object)
        case "RoleBinding":
            if let binding = RoleBinding(object, isOfCluster: false) { bindings.append(binding) }
        case "ClusterRoleBinding":
            if let binding = RoleBinding(object, isOfCluster: true) { bindings.append(binding) }
        default: break
        }
    }

    /// What an aggregated role allows: the rules of all roles that are part of it, and of those that are part of them.
    ///
    /// The cluster's controller overwrites the `rules` of such a role, so what stands there does not count
    /// (kubernetes/pkg/controller/clusterroleaggregation).
    private func rules(of role: ClusterRole, _ name: ObjectName) -> [PolicyRule] {
        var rules: [PolicyRule] = []
        var seen: Set<ObjectName> = [name]
        var open = [role]
        while let role = open.popLast() {
            for (name, part) in clusterRoles where part.isPart(of: role) && seen.insert(name).inserted {
                if part.selectors == nil { rules += part.rules } else { open.append(part) }
            }
        }
        return rules
    }

    /// What allows this; nil: nothing does.
    ///
    /// The user is in the groups that the question names and no others: `system:authenticated` has to be among them.
    package func grant(for review: AccessReview) -> Grant? {
        // The authorizer for privileged groups comes before RBAC, so that no role can be in its way.
        let (user, groups) = (review.user, review.groups)
        if groups.contains(where: { $0.isExactly(Self.masters) }) { return .masters }
        for binding in bindings where binding.reaches(review.namespace) {
            guard let subject = binding.subject(for: user, in: groups),
                rules(of: binding).contains(where: { $0.allows(review) })
            else { continue }
            return .binding(binding.name, binding.role, subject)
        }
        return nil
    }

    /// What each role lets one do to Secrets; a ClusterRole's name has no namespace.
    package var secretAccess: [ObjectName: SecretAccess] {
        var access = roles.mapValues { SecretAccess($0) }
        for (name, role) in clusterRoles { access[name] = SecretAccess(aggregated[name] ?? role.rules) }
        return access
    }

    /// None where the role is not there.
    private func rules(of binding: RoleBinding) -> [PolicyRule] {
        switch binding.role.kind {
        case .role: roles[ObjectName(namespace: binding.name.namespace, name: binding.role.name)] ?? []
        case .clusterRole:
            aggregated[ObjectName(name: binding.role.name)] ?? clusterRoles[ObjectName(name: binding.role.name)]?.rules
                ?? []
        }
    }
}

extension RoleBinding {
    fileprivate var order: String.UTF8View { "\(name.namespace)/\(name.name)".utf8 }

    /// A RoleBinding is for its own namespace, and says nothing of what is in none.
    fileprivate func reaches(_ namespace: String) -> Bool {
        name.namespace.isEmpty || name.namespace.isExactly(namespace)
    }
}
