package import Admission
internal import JSON

/// A project's settings are changed by its team, but not created or deleted by whoever may change them.
package struct ProjectConfigLifecycle: Validator {
    package static let id = "projectconfig-lifecycle"
    package static let scopes = [Scope.projectConfigs(on: .create, .delete)]

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

    let mode: Mode
    let managers: Managers
    let breakGlass: [NamePattern]

    init(options: Options, settings: Settings) {
        mode = options.mode
        managers = Managers(options: options, kargo: settings.kargo)
        breakGlass = settings.breakGlass
    }

    package func findings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        let user = review.user
        guard mode == .managed, !managers.include(user), !(review.operation == .delete && user.isCleanup) else {
            return findings
        }
        guard !user.isInGroup(among: breakGlass) else {
            findings.note(.breakGlass, Self.id)
            return findings
        }
        let name = Quoted(user.name, limit: 253)
        switch review.operation {
        case .delete:
            findings.report(
                .forbidden("user \(name) may not delete a ProjectConfig, only update it: to reset it, empty its spec"))
        default:
            findings.report(
                .forbidden(
                    """
                    user \(name) may not create a ProjectConfig, only update the one that is there; ask who manages \
                    the project's set-up to create it
                    """))
        }
        return findings
    }
}
