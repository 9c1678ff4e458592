import Admission
import Cluster
import Configuration
import Files
import Rules
import Scratch
import Testing

@testable import Manifests

/// What a configuration's file makes of each rule, from manifests to report.
@Suite struct EnforcementTests {
    /// A rule, and manifests in namespace `shop` in which it finds something.
    struct Case: Sendable, CustomTestStringConvertible {
        let id: String
        let yaml: String
        /// More of the configuration, at its top level.
        var more = ""
        var isDeletion = false

        init(_ id: String, _ yaml: String, more: String = "", isDeletion: Bool = false) {
            (self.id, self.yaml, self.more, self.isDeletion) = (id, yaml, more, isDeletion)
        }

        var testDescription: String { id }
        var isMutator: Bool { Catalogue.mutators.contains { $0.id == id } }

        /// The findings of the rule when it is set so.
        func findings(_ setting: String) throws -> [Finding] {
            let text = "apiVersion: tallyman/v1alpha1\nkind: Configuration\n\(more)\nrules: {\(id): {\(setting)}}\n"
            let scratch = try TemporaryFolder()
            let cluster = Array(EnforcementTests.cluster.utf8)
            try StoredFile("\(scratch.path)/cluster.yaml").write(cluster, mode: 0o600, overwrite: false)
            var checking = Checking(change: isDeletion ? .delete : .create)
            checking.settings = try Configuration(Array(text.utf8), file: "config.yaml").settings
            let set = ManifestSet(yaml: yaml)
            #expect(set.unreadable.isEmpty && !set.objects.isEmpty)
            checking.cluster = try ClusterFolder(scratch.path).holding(
                set.objects.map(\.object.value), in: "default", replacing: true)
            return checking.run(set).findings.map(\.finding).filter { $0.rule == id }
        }
    }

    static let cluster = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop, labels: {kargo.akuity.io/project: "true"}}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: registry-login, namespace: shop}
        stringData: {.dockerconfigjson: '{"auths": {"ghcr.io": {"username": "u", "password": "p"}}}'}
        ---
        apiVersion: application.kubero.dev/v1alpha1
        kind: Kubero
        metadata: {name: kubero, namespace: shop}
        spec: {registry: {enabled: true, host: ghcr.io}}
        """

    static func object(_ kind: String, _ version: String = "kargo.akuity.io/v1alpha1", _ rest: String = "") -> String {
        "apiVersion: \(version)\nkind: \(kind)\nmetadata: {name: shop, namespace: shop\(rest)}\n"
    }

    static let binding =
        object("RoleBinding", "rbac.authorization.k8s.io/v1") + """
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: writer}
            subjects: [{kind: ServiceAccount, name: kargo-controller, namespace: kargo}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: writer, namespace: shop}
            rules: [{apiGroups: [""], resources: [secrets], verbs: [update]}]
            """

    static let cases = [
        Case("cleanup-finalizer", "apiVersion: kargo.akuity.io/v1alpha1\nkind: Project\nmetadata: {name: shop}\n"),
        Case("controller-rolebinding", binding),
        Case(
            "controller-serviceaccount",
            object("ServiceAccount", "v1", ", labels: {app.kubernetes.io/component: controller}"),
            more: "kargo: {namespace: shop}"),
        Case("credential-secret", object("Secret", "v1", ", labels: {kargo.akuity.io/cred-type: x}")),
        Case(
            "keep-namespace",
            """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Project
            metadata: {name: shop, annotations: {kargo.akuity.io/keep-namespace: "yes"}}
            """),
        Case(
            "namespace-deletion",
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, annotations: {kargo.akuity.io/keep-namespace: "true"}}
            """, isDeletion: true),
        Case(
            "owner-finalizers",
            object(
                "Promotion", "kargo.akuity.io/v1alpha1",
                ", ownerReferences: [{apiVersion: kargo.akuity.io/v1alpha1, kind: Stage, name: uat, uid: u, "
                    + "blockOwnerDeletion: true}]")),
        Case("pipeline-registry", object("KuberoPipeline", "application.kubero.dev/v1alpha1")),
        Case(
            "pipeline-registry-default", object("KuberoPipeline", "application.kubero.dev/v1alpha1") + "spec: {}\n",
            more: "kubero: {namespace: shop}"),
        Case("projectconfig-lifecycle", object("ProjectConfig")),
        Case("projectconfig-name", object("ProjectConfig")),
        Case("promotion-policies", object("ProjectConfig") + "spec: {promotionPolicies: [{}]}\n"),
    ]

    @Test func `every rule of the catalogue has its case`() {
        let ids = Catalogue.validators.map { $0.id } + Catalogue.mutators.map { $0.id }
        #expect(Self.cases.map(\.id) == ids.sorted())
    }

    @Test(arguments: cases)
    func `a rule does what its setting says`(_ row: Case) throws {
        let errors = try row.findings("enforce: \(row.isMutator ? "fix" : "deny")").filter { $0.severity == .error }
        #expect(errors.isEmpty == row.isMutator)
        let warned = try row.findings("enforce: warn")
        #expect(!warned.isEmpty && warned.allSatisfy { $0.severity == .warning })
        for error in errors { #expect(warned.contains { $0.message == error.message && $0.path == error.path }) }
        #expect(try row.findings("enforce: disabled").isEmpty)
        for limit in [
            "namespaces: [other]", "namespaces: [shop], exceptNamespaces: ['sh*']", "exceptNamespaces: [shop]",
            "exceptUsers: [bob, 'ali*']",
        ] {
            #expect(try row.findings("enforce: warn, \(limit)").isEmpty, "\(limit)")
        }
        for limit in ["namespaces: [other, 'sh*']", "exceptNamespaces: [shop2]", "exceptUsers: [ali, alice2]"] {
            #expect(try row.findings("enforce: warn, \(limit)") == warned, "\(limit)")
        }
    }
}
