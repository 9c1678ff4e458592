import Admission
import Configuration
import JSON
import Kubernetes
import Rules
import Scratch
import Serving
import Testing
import YAML

/// What kustomize makes of the overlays.
@Suite(.enabled(if: Program.isThere("kubectl"), "there is no kubectl here to render them with"))
struct OverlayTests {
    @Test(arguments: ["cluster-access", "gitops", "kargo-1.5", "openshift"])
    func `an overlay is the whole base, and its configuration loads`(name: String) throws {
        let objects = try Self.rendered(name)
        let kinds = objects.compactMap { $0["kind"]?.string }
        let base = try Manifests.objects().compactMap { $0["kind"]?.string }
        #expect(Array(kinds.prefix(base.count)) == base)
        let configuration = try Self.configuration(objects)
        #expect(configuration.server.admin != nil)
    }

    @Test func `every overlay there is is tried here`() throws {
        let folders = names(in: "\(Manifests.root)/manifests/overlays")
        #expect(folders == ["cluster-access", "gitops", "kargo-1.5", "kargo-admin", "openshift"])
    }

    @Test func `for Kargo 1.5 the name is the namespace, and RBAC says who creates`() throws {
        let settings = try Self.configuration(Self.rendered("kargo-1.5")).settings
        #expect(settings.projectConfigName.options.name == .namespace)
        #expect(settings.projectConfigLifecycle.options.mode == .explicit)
    }

    @Test func `for GitOps an Argo CD and a Flux identity are among the managers, Kargo's own still too`() throws {
        let options = try Self.configuration(Self.rendered("gitops")).settings.projectConfigLifecycle.options
        #expect(options.mode == .managed)
        #expect(
            options.managerUsers == [
                "system:serviceaccount:argocd:argocd-application-controller",
                "system:serviceaccount:flux-system:kustomize-controller",
            ])
        #expect(options.managerGroups == ["system:serviceaccounts:kargo"])
    }

    @Test(arguments: [
        ("kargo-controller", "update", "kargo.akuity.io", "stages", "finalizers"),
        ("kargo-controller", "update", "kargo.akuity.io", "freights", "finalizers"),
        ("kargo-management-controller", "delete", "", "namespaces", ""),
    ])
    func `on OpenShift Kargo's controllers have the rights that its owner reference check asks for`(
        account: String, verb: String, group: String, resource: String, subresource: String
    ) throws {
        let objects = try Self.rendered("openshift")
        let review = AccessReview(
            user: "system:serviceaccount:kargo:\(account)", groups: [], verb: verb, group: group, resource: resource,
            subresource: subresource, name: "any", namespace: "shop")
        #expect(AccessRules(objects).grant(for: review) != nil)
        #expect(AccessRules(try Manifests.objects()).grant(for: review) == nil)
    }

    @Test func `what OpenShift gets is of kinds that stock Kubernetes has, and leaves user ids to it`() throws {
        let objects = try Self.rendered("openshift")
        let added = Set(objects.compactMap { $0["apiVersion"]?.string })
            .subtracting(try Manifests.objects().compactMap { $0["apiVersion"]?.string })
        #expect(added == ["rbac.authorization.k8s.io/v1"])
        let deployment = try #require(objects.first { $0["kind"]?.isString("Deployment") == true })
        let context = try #require(deployment["spec"]?["template"]?["spec"]?["securityContext"])
        #expect(context.members.map(\.key) == ["runAsNonRoot", "seccompProfile"])
    }

    @Test(arguments: [("get", true), ("update", true), ("patch", true), ("create", false), ("delete", false)])
    func `a project's kargo-admin changes its one ProjectConfig, and makes and deletes none`(
        verb: String, isAllowed: Bool
    ) throws {
        let rules = AccessRules(try Self.rendered("kargo-admin"))
        for (name, isItsOwn) in [("my-project", true), ("another", false)] {
            let review = AccessReview(
                user: "system:serviceaccount:my-project:kargo-admin", groups: [], verb: verb, group: "kargo.akuity.io",
                resource: "projectconfigs", subresource: "", name: name, namespace: "my-project")
            #expect((rules.grant(for: review) != nil) == (isAllowed && isItsOwn), "\(verb) \(name)")
        }
    }

    private static func rendered(_ name: String) throws -> [Value] {
        let command = ["kubectl", "kustomize", "\(Manifests.root)/manifests/overlays/\(name)"]
        return try YAMLStream.parse(Program.output(of: command)).map(\.root)
    }

    private static func configuration(_ objects: [Value]) throws -> Configuration {
        let map = try #require(objects.first { $0["kind"]?.isString("ConfigMap") == true })
        let text = try #require(map["data"]?["config.yaml"]?.string)
        return try Configuration(Array(text.utf8), file: "config.yaml")
    }
}
