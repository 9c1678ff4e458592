package import Admission
internal import JSON
internal import Kubernetes

/// The one ProjectConfig of a project has one name, by which everybody finds it.
///
/// Kargo looks it up by the project's name since 1.5 and refuses any other itself; the first design called it
/// `default`. Which of the two holds is a setting, as no name would satisfy both.
package struct ProjectConfigName: Validator {
    package static let id = "projectconfig-name"
    package static let scopes = [Scope.projectConfigs(on: .create)]

    /// What the one ProjectConfig of a project is called.
    package enum Expected: Sendable, Equatable {
        /// The name of its project, which is that of its namespace: `$namespace`, Kargo's own rule since 1.5.
        case namespace
        case literal(String)
    }

    package struct Options: Sendable, Equatable {
        package var name = Expected.literal("default")

        package init() {}
    }

    let options: Options

    package func findings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        let expected =
            switch options.name {
            case .namespace: review.namespace
            case .literal(let name): name
            }
        guard !review.hasName(expected) else { return findings }
        let path: FieldPath = "metadata.name"
        let wanted = Quoted(expected, limit: 253)
        let rule = "the one ProjectConfig of a project is called \(wanted)"
        if review.name.isEmpty, let prefix = review.meta.generateName {
            let why = "\(rule), so its name cannot be generated: set metadata.name and remove metadata.generateName"
            findings.report(.invalid(path, prefix, why))
        } else {
            findings.report(.invalid(path, review.name, "\(rule): change metadata.name to \(wanted)"))
        }
        return findings
    }
}
