import Rules
import Testing

@testable import Admission

/// What is kept, and what its controllers write: akuity/kargo pkg/controller/management, projects/projects_test.go and
/// serviceaccounts/serviceaccounts_test.go.
@Suite struct CounterpartNamespaceTests {
    /// The annotation of the Project and of the Namespace.
    typealias Keep = Counterpart<(project: String?, namespace: String?)>

    /// Test_shouldKeepNamespace; the last two are not in it.
    static let keeps = [
        Keep("no keep annotation on either", (nil, nil), false),
        Keep("keep annotation on project", ("true", nil), true),
        Keep("keep annotation on namespace", (nil, "true"), true),
        Keep("keep annotation on both", ("true", "true"), true),
        Keep("false value on project", ("false", nil), false),
        Keep("nil annotations on project", (nil, nil), false),
        Keep("nil annotations on namespace", (nil, nil), false),
        Keep("\"True\" on project", ("True", nil), false),
        Keep("\"yes\" on namespace", (nil, "yes"), false),
    ]

    static func written(_ text: String?, isNil: Bool) -> String {
        if isNil { return #""labels":{"kargo.akuity.io/project":"true"},"annotations":null"# }
        return keep(text.map { "\"\($0)\"" })
    }

    @Test(arguments: keeps)
    func `Test_shouldKeepNamespace, for who deletes one`(_ row: Keep) throws {
        #expect(Self.keeps.count == 9)
        let request = KargoRequest(.namespace, .delete) {
            $0.oldMetadata = Self.written(row.subject.namespace, isNil: row.name == "nil annotations on namespace")
        }
        let policy = Catalogue.policy(Settings(), digest: "d")
        let facts = Facts.cluster([
            .project("shop"): .object(.keeping(row.subject.project)),
            .namespace("shop"): .object(.keeping(row.subject.namespace)),
        ])
        guard case .decided(let decision) = policy.evaluate(try request.review, at: .validate, knowing: facts) else {
            throw KargoRequest.OpenQuestion()
        }
        row.check(!decision.isAllowed)
        // What Kargo takes for no, and who wrote it did not mean so, cannot be written.
        for (kind, text) in [(KargoRequest.Kind.project, row.subject.project), (.namespace, row.subject.namespace)] {
            let isNil = row.name == "nil annotations on \(kind.rawValue.lowercased())"
            let writing = KargoRequest(kind, .create) { $0.metadata = Self.written(text, isNil: isNil) }
            let isClear = [nil, "true", "false"].contains(text)
            #expect(try writing.decided(by: KeepNamespace.id, in: nil).isAllowed == isClear)
        }
    }

    typealias Writes = Counterpart<[KargoRequest]>

    static func management(
        _ kind: KargoRequest.Kind, _ operation: Admission.Operation, _ metadata: String = "", old: String = ""
    ) -> KargoRequest {
        KargoRequest(kind, operation) {
            ($0.user, $0.groups) = (CounterpartUserTests.management, CounterpartUserTests.kargos)
            ($0.metadata, $0.oldMetadata) = (metadata, old)
            if kind == .serviceAccount { ($0.name, $0.namespace) = ("fake-controller", "kargo") }
        }
    }

    static let finalizer = #","finalizers":["kargo.akuity.io/finalizer"]"#
    static let going = #","deletionTimestamp":"2026-11-20T23:30:32Z""#
    static let label = ControllerServiceAccountTests.controller

    /// What the controller writes in each case; it goes wrong in Kargo's test where that is refused.
    static let cleanups = [
        // TestReconciler_cleanupProject, as far as it writes.
        Writes(
            "keep namespace - success",
            [
                management(.namespace, .update, keep("\"true\""), old: keep("\"true\"") + finalizer),
                management(.project, .update, keep("\"true\"") + going, old: keep("\"true\"") + finalizer + going),
            ], true),
        Writes(
            "delete namespace - success",
            [
                management(.namespace, .update, keep(nil), old: keep(nil) + finalizer),
                management(.namespace, .delete, old: keep(nil)),
                management(.project, .update, keep(nil) + going, old: keep(nil) + finalizer + going),
            ], true),
        Writes(
            "delete namespace - namespace already deleted",
            [
                management(.namespace, .update, keep(nil) + going, old: keep(nil) + finalizer + going),
                management(.namespace, .delete, old: keep(nil) + going),
            ], true),
        Writes(
            "namespace not found - success",
            [management(.project, .update, keep(nil) + going, old: keep(nil) + finalizer + going)], true),
        // Not in it: an annotation that was refused had it been written after this server came.
        Writes(
            "a value that was there before",
            [
                management(.namespace, .update, keep("\"True\""), old: keep("\"True\"") + finalizer),
                management(.namespace, .delete, old: keep("\"True\"")),
            ], true),
        // TestReconcile of the ServiceAccounts, as far as it writes.
        Writes(
            "ServiceAccount is being deleted",
            [management(.serviceAccount, .update, label + going, old: label + finalizer + going)], true),
        Writes(
            "ServiceAccount lost controller label",
            [
                ControllerServiceAccountTests.request("fake-controller", old: label),
                management(.serviceAccount, .update, #""labels":{}"#, old: #""labels":{}"# + finalizer),
            ], true),
        Writes(
            "error removing finalizer",
            [management(.serviceAccount, .update, label + going, old: label + finalizer + going)], false, ours: true,
            because: "the API server fails there of itself; admission has nothing against the update"),
        Writes(
            "error adding finalizer", [management(.serviceAccount, .update, label + finalizer, old: label)], false,
            ours: true, because: "the API server fails there of itself; admission has nothing against the update"),
        Writes(
            "permissions added", [management(.serviceAccount, .update, label + finalizer, old: label), reading()], true),
        // TestEnsureControllerPermissions.
        Writes("RoleBinding is created when it does not exist", [reading()], true),
        Writes("RoleBinding is updated when it already exists", [reading(.update)], true),
    ]

    /// The binding that Kargo gives a controller in every project.
    static func reading(_ operation: Admission.Operation = .create) -> KargoRequest {
        let object = ControllerRoleBindingTests.binding(
            "kargo-controller-read-secrets", ControllerRoleBindingTests.account("fake-controller"))
        return KargoRequest(.roleBinding, operation) {
            ($0.user, $0.groups) = (CounterpartUserTests.management, CounterpartUserTests.kargos)
            ($0.name, $0.object) = ("fake-controller-read-secrets", object)
        }
    }

    @Test(arguments: cleanups)
    func `what Kargo's controllers write to clean up and to give access passes`(_ row: Writes) throws {
        var settings = Settings()
        settings.controllerRoleBinding.enforce = .deny
        let policy = Catalogue.policy(settings, digest: "d")
        let cluster = KargoCluster(
            roles: ["kargo-controller-read-secrets": ControllerRoleBindingTests.rule("get list watch")])
        let decisions = try row.subject.map {
            try KargoRequest.decided(try $0.review, by: policy, at: .validate, in: cluster)
        }
        row.check(decisions.allSatisfy(\.isAllowed))
        for decision in decisions { #expect(decision[.violations] == "") }
    }
}
