import Admission
import Cluster
import Configuration
import Rules
import Webhook
import YAML

@testable import Manifests

/// The folder of fixtures.
let fixtures = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Fixtures"

/// A check by the built-in defaults, but for what a test changes.
struct Checking {
    var user = "alice"
    var groups = ["system:authenticated"]
    var namespace: String?
    var change = Check.Change.create
    var cluster: ClusterFolder?
    var settings = Settings()

    func run(_ yaml: String, called file: String = "x.yaml") -> Report {
        run(ManifestSet(Array(yaml.utf8), called: file))
    }

    func run(_ set: ManifestSet) -> Report {
        var configuration = Configuration()
        configuration.settings = settings
        let reviewer = Reviewer(policy: configuration.policy, source: cluster)
        let requester = Requester(user: user, groups: groups)
        return Check(reviewer: reviewer, requester: requester, namespace: namespace).run(set, change)
    }
}

extension Report {
    /// `file:line:column severity field` of each finding.
    var places: [String] {
        findings.map { found in
            let field = found.finding.path.map { " \($0)" } ?? ""
            return "\(found.file):\(found.position.line):\(found.position.column) \(found.finding.severity)\(field)"
        }
    }
}

extension ManifestSet {
    init(yaml: String) { self.init(Array(yaml.utf8), called: "x.yaml") }
}
