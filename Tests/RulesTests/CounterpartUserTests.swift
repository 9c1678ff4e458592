import Admission
import Rules
import Testing

/// Who may do what: akuity/kargo pkg/webhook/kubernetes, replicatedresource/webhook_test.go and admission_test.go.
@Suite struct CounterpartUserTests {
    typealias Case = Counterpart<(user: String, groups: [String], operation: Admission.Operation)>

    static let management = "system:serviceaccount:kargo:kargo-management-controller"
    static let kargos = ["system:serviceaccounts", "system:serviceaccounts:kargo"]
    static let namespaceController = "system:serviceaccount:kube-system:namespace-controller"
    static let collector = "system:serviceaccount:kube-system:generic-garbage-collector"
    static let manager = "system:kube-controller-manager"
    static let system = ["system:serviceaccounts", "system:serviceaccounts:kube-system"]
    static let masters = ["system:masters"]

    static let updates = "updating a ProjectConfig is what users do; only making and deleting it is not theirs"

    /// TestHandle, about a ProjectConfig.
    static let handle = [
        Case("management controller CREATE is allowed", (management, kargos, .create), true),
        Case("management controller UPDATE is allowed", (management, kargos, .update), true),
        Case("management controller DELETE is allowed", (management, kargos, .delete), true),
        Case("namespace-controller DELETE is allowed", (namespaceController, system, .delete), true),
        Case("generic-garbage-collector DELETE is allowed", (collector, system, .delete), true),
        Case("kube-controller-manager DELETE is allowed", (manager, [], .delete), true),
        Case("system:masters group member DELETE is allowed", ("cluster-admin", masters, .delete), true),
        Case("system:masters group member UPDATE is allowed", ("cluster-admin", masters, .update), true),
        Case("garbage collector non-DELETE is denied", (collector, system, .create), false),
        Case(
            "other controlplane component is denied", ("system:serviceaccount:kargo:kargo-api", kargos, .update), false,
            ours: true, because: updates),
        Case("non-controlplane user CREATE is denied", ("some-user", [], .create), false),
        Case("non-controlplane user UPDATE is denied", ("some-user", [], .update), false, ours: true, because: updates),
        Case("non-controlplane user DELETE is denied", ("some-user", [], .delete), false),
    ]

    @Test(arguments: handle)
    func `TestHandle, for the lifecycle of a ProjectConfig`(_ row: Case) throws {
        #expect(Self.handle.count == 13)
        row.check(try Self.decided(row, .projectConfig, by: ProjectConfigLifecycle.id).isAllowed)
    }

    static let lost = "what is to be kept is kept from controllers too: Kargo 1.7 to 1.9.3 lost namespaces by them"

    /// The deletions among them, of a namespace that is to be kept.
    static let deletions = handle.filter { $0.subject.operation == .delete }.map { row in
        let isAdmin = row.subject.groups == masters
        return Case(
            row.name, row.subject, row.kargos, ours: isAdmin, because: row.kargos == isAdmin ? nil : lost)
    }

    @Test(arguments: deletions)
    func `TestHandle, for a namespace that is kept`(_ row: Case) throws {
        #expect(Self.deletions.count == 6)
        row.check(try Self.decided(row, .namespace, by: NamespaceDeletion.id, keep("\"true\"")).isAllowed)
    }

    /// TestIsRequestFromKubernetesGarbageCollector, TestIsRequestFromKubernetesSystemController of later versions.
    static let collectors = [
        Case("namespace-controller is allowed", (namespaceController, system, .delete), true),
        Case("generic-garbage-collector is allowed", (collector, system, .delete), true),
        Case("kube-controller-manager is allowed", (manager, [], .delete), true),
        Case("other user is not allowed", ("some-user", [], .delete), false),
    ]

    /// TestIsRequestFromClusterAdmin.
    static let admins = [
        Case("system:masters group member is allowed", ("u", masters, .create), true),
        Case("system:masters among multiple groups is allowed", ("u", ["some-group"] + masters, .create), true),
        Case("no groups is not allowed", ("u", [], .create), false),
        Case("other groups only is not allowed", ("u", ["some-group"], .create), false),
    ]

    @Test(arguments: collectors + admins)
    func `TestIsRequestFrom..., for the lifecycle of a ProjectConfig`(_ row: Case) throws {
        #expect(Self.collectors.count == 4 && Self.admins.count == 4)
        row.check(try Self.decided(row, .projectConfig, by: ProjectConfigLifecycle.id).isAllowed)
    }

    /// TestIsRequestFromKargoControlplane: who manages is a setting of patterns here, of a regular expression there.
    static let controlPlane: [Counterpart<(managers: [NamePattern], user: String)>] = [
        .init("no expression provided", ([], "system:serviceaccount:kargo:kargo-api"), false),
        .init("no match", (["fake-user"], "system:serviceaccount:kargo:kargo-api"), false),
        .init(
            "unknown service account",
            (["system:serviceaccount:kargo:kargo-api"], "system:serviceaccount:some-namespace:unknown-service-account"),
            false),
        .init(
            "known service account",
            (["system:serviceaccount:kargo:kargo-api"], "system:serviceaccount:kargo:kargo-api"), true),
        .init(
            "one of known service accounts",
            (["system:serviceaccount:kargo:*"], "system:serviceaccount:kargo:kargo-api"),
            true),
    ]

    @Test(arguments: controlPlane)
    func `TestIsRequestFromKargoControlplane, for those who manage`(
        _ row: Counterpart<(managers: [NamePattern], user: String)>
    ) throws {
        #expect(Self.controlPlane.count == 5)
        let settings = kargoSettings {
            $0.projectConfigLifecycle.options.managerUsers = row.subject.managers
            $0.projectConfigLifecycle.options.managerGroups = []
        }
        let lifecycle = KargoRequest(.projectConfig, .create) { ($0.user, $0.groups) = (row.subject.user, []) }
        row.check(try lifecycle.decided(by: ProjectConfigLifecycle.id, settings, in: nil).isAllowed)
        let account = ControllerServiceAccountTests.request("x", ControllerServiceAccountTests.controller) {
            ($0.user, $0.groups) = (row.subject.user, [])
        }
        row.check(try account.decided(by: ControllerServiceAccount.id, settings, in: nil).isAllowed)
    }

    static func decided(
        _ row: Case, _ kind: KargoRequest.Kind, by id: String, _ metadata: String = ""
    ) throws -> Decision {
        let request = KargoRequest(kind, row.subject.operation) {
            ($0.user, $0.groups, $0.oldMetadata) = (row.subject.user, row.subject.groups, metadata)
        }
        return try request.decided(by: id, in: nil)
    }
}
