import Admission
import Cluster
import Configuration
import Files
import Manifests
import Rules
import Scratch
import Testing
import Webhook

@testable import Migration

/// What is written passes the rules, as `tallyman check` asks them.
@Suite struct RuleTests {
    static let access = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: reader}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: alice}]
        """

    static func report(_ migration: Migration, name: ProjectConfigName.Expected) throws -> Report {
        let cluster = try TemporaryFolder()
        try StoredFile("\(cluster.path)/access.yaml").write(Array(access.utf8), mode: 0o600, overwrite: false)
        var text: [UInt8] = []
        for output in migration.outputs { text += Array("---\n".utf8) + output.bytes }
        let set = ManifestSet(text, called: "all.yaml")
        var configuration = Configuration()
        configuration.settings.projectConfigName.options.name = name
        configuration.settings.projectConfigLifecycle.enforce = .disabled
        let folder = try ClusterFolder(cluster.path).holding(
            set.objects.map(\.object.value), in: "default", replacing: true)
        let check = Check(
            reviewer: Reviewer(policy: configuration.policy, source: folder),
            requester: Requester(user: "alice", groups: ["system:authenticated"]), namespace: nil)
        return check.run(set, .create)
    }

    static let hosts = [
        "ghcr.io", "ghcr.io/acme", "docker.io/acme", "docker.io", "index.docker.io/acme", "registry.acme.io:5000",
        "localhost:5000/a", "[::1]:5000", "10.0.0.1:5000/team",
    ]

    @Test(arguments: hosts) func `a Pipeline passes with the Secret made for it`(_ host: String) throws {
        for style in [
            "    host: '\(host)'\n    username: u\n    password: 'p:\"\\ö '\n",
            "    {host: '\(host)', username: u, password: x}\n",
        ] {
            let text = """
                apiVersion: application.kubero.dev/v1alpha1
                kind: KuberoPipeline
                metadata: {name: web, namespace: kubero}
                spec:
                  deploymentstrategy: git
                  registry:
                \(style)
                """
            let migration = try migrate(text)
            #expect(migration.problems.isEmpty && migration.outputs.count == 2)
            let report = try Self.report(migration, name: .namespace)
            #expect(report.exitStatus == 0 && report.denied == 0 && report.checked >= 1, "\(report.findings)")
            #expect(report.findings.allSatisfy { !"\($0)".contains("password") }, "\(report.findings)")
        }
    }

    static let names: [(ProjectConfigName.Expected, ProjectConfigName.Expected, Int)] = [
        (.namespace, .namespace, 0), (.literal("default"), .literal("default"), 0),
        (.namespace, .literal("default"), 1), (.literal("default"), .namespace, 1),
    ]

    @Test(arguments: names) func `a ProjectConfig is called as its rule has it`(
        _ name: ProjectConfigName.Expected, _ asked: ProjectConfigName.Expected, _ denied: Int
    ) throws {
        let text = project("spec:\n  promotionPolicies:\n  - stage: test\n    autoPromotionEnabled: true\n")
        let report = try Self.report(migrate(text, stageSelector: true, name: name), name: asked)
        #expect(report.denied == denied && report.checked == 2, "\(report.findings)")
    }
}
