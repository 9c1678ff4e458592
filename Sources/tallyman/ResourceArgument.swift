internal import ArgumentParser

/// What a command is told to ask about: `secrets`, `secrets/team-a-reg`, `stages.kargo.akuity.io/uat`.
struct ResourceArgument: ExpressibleByArgument, Equatable {
    /// Plural, in lower case.
    let resource: String
    let group: String
    /// Empty for all of them.
    let name: String

    /// nil for what names no resource; a path such as `/healthz` is none.
    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let type = parts.first?.lowercased(), !type.isEmpty, parts.last?.isEmpty == false
        else { return nil }
        name = parts.count == 2 ? String(parts[1]) : ""
        let words = type.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let first = words.first, !first.isEmpty, words.last?.isEmpty == false else { return nil }
        resource = first
        group = words.count == 2 ? words[1] : Self.groups.first { $0.resources.contains(first) }?.group ?? ""
    }

    /// Groups whose resources need not be named in full. None of these names is the core group's too.
    private static let groups: [(group: String, resources: Set<String>)] = [
        (
            "kargo.akuity.io",
            [
                "clusterconfigs", "clusterpromotiontasks", "freights", "projectconfigs", "projects", "promotions",
                "promotiontasks", "stages", "warehouses",
            ]
        ),
        ("application.kubero.dev", ["kuberoapps", "kuberobuilds", "kuberoes", "kuberopipelines"]),
        ("rbac.authorization.k8s.io", ["clusterrolebindings", "clusterroles", "rolebindings", "roles"]),
    ]
}
