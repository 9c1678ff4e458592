import Cluster
import Files
import Scratch
import Testing

@testable import Manifests

/// What the objects of one run see of each other, with a folder as the cluster.
@Suite struct TogetherTests {
    static let secret = """
        ---
        apiVersion: v1
        kind: Secret
        type: kubernetes.io/dockerconfigjson
        metadata: {name: reg, namespace: team}
        stringData: {.dockerconfigjson: '{"auths": {"ghcr.io": {"username": "u", "password": "correct-horse"}}}'}

        """
    static let pipeline = """
        ---
        apiVersion: application.kubero.dev/v1alpha1
        kind: KuberoPipeline
        metadata: {name: web, namespace: team}
        spec: {registry: {host: ghcr.io, createSecret: none, credentialsSecretRef: {name: reg}}}

        """
    static let reader = """
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: team}
        rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: reader, namespace: team}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: alice}]

        """

    /// A run over manifests with a folder as the cluster.
    static func run(_ yaml: String, in cluster: String, replacing: Bool = true, _ checking: Checking = Checking())
        throws -> Report
    {
        let scratch = try TemporaryFolder()
        try StoredFile("\(scratch.path)/cluster.yaml").write(Array(cluster.utf8), mode: 0o600, overwrite: false)
        let set = ManifestSet(yaml: yaml)
        var checking = checking
        checking.cluster = try ClusterFolder(scratch.path).holding(
            set.objects.map(\.object.value), in: "default", replacing: replacing)
        return checking.run(set)
    }

    static let rows: [(String, String, String, Int)] = [
        ("all of it there", pipeline, secret + reader, 0), ("the Secret comes along", secret + pipeline, reader, 0),
        ("after it, too", pipeline + secret, reader, 0), ("no Secret anywhere", pipeline, reader, 1),
        ("the Role comes along, which does not count", secret + pipeline + reader, "", 1),
    ]

    @Test(arguments: rows)
    func `a Secret among the manifests is seen, a Role is not`(
        _ row: String, _ manifests: String, _ cluster: String, _ denied: Int
    ) throws {
        let report = try Self.run(manifests, in: cluster)
        #expect(report.denied == denied && report.unchecked.isEmpty, "\(report.text())")
        #expect(!report.text().contains("correct-horse"))
    }

    static func project(_ keep: String) -> String {
        """
        ---
        apiVersion: kargo.akuity.io/v1alpha1
        kind: Project
        metadata: {name: shop, annotations: {kargo.akuity.io/keep-namespace: "\(keep)"}}

        """
    }
    static let namespace = """
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop, labels: {kargo.akuity.io/project: "true"}}

        """

    @Test func `what is deleted is judged by what the cluster has, and else by the manifests`() throws {
        let deleting = Checking(change: .delete)
        for (manifests, cluster, denied) in [
            (Self.project("false") + Self.namespace, Self.project("true"), 1),
            (Self.project("true") + Self.namespace, "", 1), (Self.project("false") + Self.namespace, "", 0),
        ] {
            let report = try Self.run(manifests, in: cluster, replacing: false, deleting)
            #expect(report.denied == denied, "\(report.text())")
        }
    }
}
