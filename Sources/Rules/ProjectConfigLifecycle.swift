package import Admission
package struct ProjectConfigLifecycle {
    package enum Mode: String, CaseIterable, Sendable {
        /// Only `managers` create and delete.
        case managed
        /// Whoever RBAC lets.
        case explicit
    }

    package struct Options: Sendable, Equatable {
        package var mode = Mode.managed
        package var managerUsers: [NamePattern] = []
        /// nil: the ServiceAccounts of `kargo.namespace`, whatever that is.
        package var managerGroups: [NamePattern]?
        package init() {}
    }
}
