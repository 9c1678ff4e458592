internal import JSON

/// A ClusterRole, of which other ClusterRoles may be part.
struct ClusterRole: Sendable {
    let rules: [PolicyRule]
    /// Of an aggregated role: what is part of it; nil: it stands on its own.
    let selectors: [LabelSelector]?
    private let labels: [String: String]

    init(_ value: Value) {
        rules = value["rules"]?.elements.compactMap { PolicyRule($0) } ?? []
        selectors = value["aggregationRule"].map { rule in
            rule["clusterRoleSelectors"]?.elements.compactMap { LabelSelector($0) } ?? []
        }
        let labels = ObjectMeta(of: value).labels?.members.map { ($0.key, $0.value.string ?? "") } ?? []
        self.labels = Dictionary(labels, uniquingKeysWith: { $1 })
    }

    func isPart(of other: ClusterRole) -> Bool {
        other.selectors?.contains { $0.matches(labels) } == true
    }
}
