import Admission
import Rules
import Testing

@Suite struct ProjectConfigLifecycleTests {
    static func request(
        _ operation: Admission.Operation, _ user: String?, _ groups: String...,
        change: (inout KargoRequest) -> Void = { _ in }
    ) -> KargoRequest {
        KargoRequest(.projectConfig, operation) {
            ($0.user, $0.groups) = (user, groups)
            change(&$0)
        }
    }

    static func denied(_ user: String, _ verb: String) -> KargoOutcome {
        .denies(
            403,
            ["projectconfigs.kargo.akuity.io \"shop\" is forbidden: user \"\(user)\" may not \(verb) a ProjectConfig"])
    }

    static let manager = "system:serviceaccount:kargo:kargo-management-controller"
    static let managers = "system:serviceaccounts:kargo"
    static let gc = "system:serviceaccount:kube-system:generic-garbage-collector"
    static let dryRun = #","dryRun":true"#

    static let rows: [(String, KargoRequest, KargoOutcome)] = [
        // Kargo's replicatedresource TestHandle.
        ("management controller CREATE is allowed", request(.create, manager, managers), .passes),
        ("management controller UPDATE is allowed", request(.update, manager, managers), .passes),
        ("management controller DELETE is allowed", request(.delete, manager, managers), .passes),
        (
            "namespace-controller DELETE is allowed",
            request(.delete, "system:serviceaccount:kube-system:namespace-controller"), .passes
        ),
        ("generic-garbage-collector DELETE is allowed", request(.delete, gc), .passes),
        ("kube-controller-manager DELETE is allowed", request(.delete, "system:kube-controller-manager"), .passes),
        ("system:masters group member CREATE is allowed", request(.create, "admin", "system:masters"), .passes),
        ("system:masters group member DELETE is allowed", request(.delete, "admin", "devs", "system:masters"), .passes),
        ("garbage collector non-DELETE is denied", request(.create, gc), denied(gc, "create")),
        ("non-controlplane user CREATE is denied", request(.create, "alice", "devs"), denied("alice", "create")),
        ("non-controlplane user DELETE is denied", request(.delete, "alice", "devs"), denied("alice", "delete")),
        ("non-controlplane user UPDATE is allowed", request(.update, "alice", "devs"), .passes),
        // Kargo's TestIsRequestFromKubernetesGarbageCollector and TestIsRequestFromClusterAdmin.
        (
            "a service account of kube-system that is no clean-up",
            request(.delete, "system:serviceaccount:kube-system:job-controller", "system:serviceaccounts:kube-system"),
            denied("system:serviceaccount:kube-system:job-controller", "delete")
        ),
        (
            "a clean-up name in another namespace",
            request(.delete, "system:serviceaccount:default:generic-garbage-collector"),
            denied("system:serviceaccount:default:generic-garbage-collector", "delete")
        ),
        ("a user called like the group", request(.create, "system:masters"), denied("system:masters", "create")),
        ("a group that begins like it", request(.create, "a", "system:masters2"), denied("a", "create")),
        ("a group in capitals", request(.create, "a", "System:Masters"), denied("a", "create")),
        ("no groups", request(.create, "a"), denied("a", "create")),
        // The rest of the rule.
        (
            "a manager of another namespace", request(.create, "a", "system:serviceaccounts:kargo2"),
            denied("a", "create")
        ),
        ("a user without a name", request(.create, ""), denied("", "create")),
        ("no user at all", request(.delete, nil), denied("", "delete")),
        ("a name with an escape sequence", request(.create, "\u{1B}[1m"), denied(#"\u{1b}[1m"#, "create")),
        ("a dry run is decided alike", request(.create, "a") { $0.more = dryRun }, denied("a", "create")),
        ("a dry run of a manager", request(.create, manager, managers) { $0.more = dryRun }, .passes),
        ("a deletecollection by a user", request(.delete, "a") { $0.asked = "" }, denied("a", "delete")),
        ("a deletecollection by the clean-up", request(.delete, gc) { $0.asked = "" }, .passes),
        ("an old object that is null", request(.delete, "a") { $0.object = "null" }, denied("a", "delete")),
        (
            "an object that is a list", request(.create, "a") { ($0.object, $0.asked) = ("[]", "shop") },
            denied("a", "create")
        ),
        (
            "the deletion of what is on its way out",
            request(.delete, "a") { $0.oldMetadata = #""deletionTimestamp":"2026-11-20T23:30:32Z""# },
            denied("a", "delete")
        ),
        ("a status", request(.create, "a") { $0.more = #","subResource":"status""# }, .passes),
    ]

    @Test(arguments: rows)
    func `ordinary users update, and only managers create and delete`(
        _ row: String, _ request: KargoRequest, _ outcome: KargoOutcome
    ) throws {
        let decision = try request.decided(by: ProjectConfigLifecycle.self)
        outcome.check(decision)
        #expect(decision[.violations] == (decision.isAllowed ? "" : "projectconfig-lifecycle"))
        let isAdmin = request.groups.contains("system:masters")
        #expect(decision[.breakGlass] == (isAdmin ? "projectconfig-lifecycle" : nil))
    }

    @Test func `a generated name is denied without one`() throws {
        let request = Self.request(.create, "a") { $0.name = nil }
        KargoOutcome.denies(403, ["projectconfigs.kargo.akuity.io is forbidden: user \"a\""]).check(
            try request.decided(by: ProjectConfigLifecycle.self))
    }

    @Test(arguments: [Admission.Operation.create, .delete])
    func `in explicit mode whoever RBAC lets may`(_ operation: Admission.Operation) throws {
        let settings = kargoSettings { $0.projectConfigLifecycle.options.mode = .explicit }
        let decision = try Self.request(operation, "alice").decided(by: ProjectConfigLifecycle.self, settings)
        KargoOutcome.passes.check(decision)
        let admin = try Self.request(operation, "a", "system:masters").decided(
            by: ProjectConfigLifecycle.self, settings)
        #expect(admin[.breakGlass] == nil, "no glass was broken")
    }

    static let argo = "system:serviceaccount:argocd:argocd-application-controller"

    static let managing: [(String, Settings, KargoRequest, Bool)] = [
        (
            "a user by name", kargoSettings { $0.projectConfigLifecycle.options.managerUsers = [NamePattern(argo)] },
            request(.create, argo), true
        ),
        (
            "a user by pattern",
            kargoSettings { $0.projectConfigLifecycle.options.managerUsers = ["system:serviceaccount:argocd:*"] },
            request(.delete, argo), true
        ),
        (
            "another user",
            kargoSettings { $0.projectConfigLifecycle.options.managerUsers = ["system:serviceaccount:flux:*"] },
            request(.create, argo), false
        ),
        (
            "everyone, but not nobody", kargoSettings { $0.projectConfigLifecycle.options.managerUsers = ["*"] },
            request(.create, ""), false
        ),
        (
            "users leave the default group in place",
            kargoSettings { $0.projectConfigLifecycle.options.managerUsers = ["alice"] },
            request(.create, manager, managers), true
        ),
        (
            "groups take its place",
            kargoSettings { $0.projectConfigLifecycle.options.managerGroups = ["platform"] },
            request(.create, manager, managers), false
        ),
        (
            "a group by name", kargoSettings { $0.projectConfigLifecycle.options.managerGroups = ["platform"] },
            request(.create, "bob", "devs", "platform"), true
        ),
        (
            "a group by pattern", kargoSettings { $0.projectConfigLifecycle.options.managerGroups = ["plat*"] },
            request(.create, "bob", "platform"), true
        ),
        (
            "no group", kargoSettings { $0.projectConfigLifecycle.options.managerGroups = [] },
            request(.create, manager, managers), false
        ),
        (
            "the default group follows kargo.namespace", kargoSettings { $0.kargo.namespace = "kargo-prod" },
            request(.create, "a", "system:serviceaccounts:kargo-prod"), true
        ),
        (
            "and leaves the old one", kargoSettings { $0.kargo.namespace = "kargo-prod" },
            request(.create, manager, managers), false
        ),
        (
            "another break-glass group", kargoSettings { $0.breakGlass = ["sre-*"] }, request(.create, "a", "sre-eu"),
            true
        ),
        (
            "which takes the place of system:masters", kargoSettings { $0.breakGlass = ["sre"] },
            request(.create, "a", "system:masters"), false
        ),
        ("no break-glass group", kargoSettings { $0.breakGlass = [] }, request(.delete, "a", "system:masters"), false),
        (
            "clean-up needs no group", kargoSettings { $0.projectConfigLifecycle.options.managerGroups = [] },
            request(.delete, gc), true
        ),
        (
            "exceptUsers", kargoSettings { $0.projectConfigLifecycle.reach.exceptUsers = ["ali*"] },
            request(.create, "alice"), true
        ),
    ]

    @Test(arguments: managing)
    func `who manages is a setting`(_ row: String, _ settings: Settings, _ request: KargoRequest, _ isAllowed: Bool)
        throws
    {
        #expect(try request.decided(by: ProjectConfigLifecycle.self, settings).isAllowed == isAllowed)
    }

    @Test func `it can warn only, or be disabled`() throws {
        let warning = kargoSettings { $0.projectConfigLifecycle.enforce = .warn }
        let decision = try Self.request(.create, "a").decided(by: ProjectConfigLifecycle.self, warning)
        KargoOutcome.warns(["user \"a\" may not create a ProjectConfig"]).check(decision)
        #expect(decision[.violations] == "projectconfig-lifecycle")
        let disabled = kargoSettings { $0.projectConfigLifecycle.enforce = .disabled }
        KargoOutcome.passes.check(try Self.request(.create, "a").decided(by: ProjectConfigLifecycle.self, disabled))
    }
}
