internal import Admission

/// Who manages Kargo, and so creates and deletes ProjectConfigs and makes its controllers: its own accounts, unless others
/// are named.
struct Managers: Sendable {
    private let users: [NamePattern]
    private let groups: [NamePattern]

    init(options: ProjectConfigLifecycle.Options, kargo: KargoSettings) {
        users = options.managerUsers
        groups = options.managerGroups ?? [NamePattern("system:serviceaccounts:\(kargo.namespace)")]
    }

    func include(_ user: User) -> Bool { user.isAmong(users) || user.isInGroup(among: groups) }
}
