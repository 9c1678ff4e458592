import Admission
import Rules
import Testing

@Suite struct NamespaceDeletionTests {
    static func delete(
        _ kind: KargoRequest.Kind, _ value: String? = nil, isProjects: Bool = true,
        change: (inout KargoRequest) -> Void = { _ in }
    ) -> KargoRequest {
        KargoRequest(kind, .delete) {
            $0.oldMetadata = keep(value, isProjects: isProjects)
            change(&$0)
        }
    }

    static func denied(_ keeper: String, to user: String = "alice@example.com") -> KargoOutcome {
        .denies(
            403,
            [
                "namespaces \"shop\" is forbidden: \(keeper) says kargo.akuity.io/keep-namespace: \"true\"",
                "user \"\(user)\" has to remove that annotation first",
            ])
    }

    static let itself = "the namespace itself"
    static let goes = #"namespace "shop" is a Kargo project's: its Project is deleted with it"#
    static let controller = "system:serviceaccount:kargo:kargo-management-controller"

    static let namespaces: [(String, KargoRequest, KargoOutcome)] = [
        ("kept", delete(.namespace, #""true""#), denied(itself)),
        ("kept, without the project label", delete(.namespace, #""true""#, isProjects: false), denied(itself)),
        ("not kept", delete(.namespace), .warns([goes])),
        ("not kept, without the project label", delete(.namespace, isProjects: false), .passes),
        ("false", delete(.namespace, #""false""#), .warns([goes])),
        ("a value that Kargo takes for delete", delete(.namespace, #""True""#), .warns([goes])),
        ("a value that is no text", delete(.namespace, "true"), .warns([goes])),
        ("null", delete(.namespace, "null"), .warns([goes])),
        ("a dry run of a kept one", delete(.namespace, #""true""#) { $0.more = #","dryRun":true"# }, denied(itself)),
        ("a dry run of another", delete(.namespace) { $0.more = #","dryRun":true"# }, .warns([goes])),
        ("one of a deletecollection", delete(.namespace, #""true""#) { $0.asked = "" }, denied(itself)),
        (
            "Kargo's controllers",
            delete(.namespace, #""true""#) { ($0.user, $0.groups) = (controller, ["system:serviceaccounts:kargo"]) },
            denied(itself, to: controller)
        ),
        ("nobody", delete(.namespace, #""true""#) { $0.user = nil }, denied(itself, to: "")),
        (
            "on its way out already",
            delete(.namespace) { $0.oldMetadata = keep(#""true""#) + #","deletionTimestamp":"2026-11-20T23:30:32Z""# },
            denied(itself)
        ),
        ("no old object", delete(.namespace) { ($0.object, $0.asked) = ("null", "shop") }, .passes),
        ("an old object that is a list", delete(.namespace) { ($0.object, $0.asked) = ("[]", "shop") }, .passes),
        ("metadata that is a text", delete(.namespace) { $0.object = #"{"metadata":"x"}"# }, .passes),
        ("a create", KargoRequest(.namespace, .create) { $0.metadata = keep(#""true""#) }, .passes),
        ("an update", KargoRequest(.namespace, .update) { $0.oldMetadata = keep(#""true""#) }, .passes),
        ("finalize", delete(.namespace, #""true""#) { $0.more = #","subResource":"finalize""# }, .passes),
        (
            "what is inside a namespace", KargoRequest(.projectConfig, .delete) { $0.oldMetadata = keep(#""true""#) },
            .passes
        ),
    ]

    @Test(arguments: namespaces)
    func `a namespace that is kept is not deleted`(_ row: String, _ request: KargoRequest, _ outcome: KargoOutcome)
        throws
    {
        let decision = try request.decided(by: NamespaceDeletion.self)
        outcome.check(decision)
        #expect(decision[.violations] == (decision.isAllowed ? "" : "namespace-deletion"))
        #expect(decision[.breakGlass] == nil)
    }

    @Test(arguments: [
        "system:serviceaccount:kube-system:namespace-controller",
        "system:serviceaccount:kube-system:generic-garbage-collector", "system:kube-controller-manager",
    ])
    func `the cluster's own clean-up is held back too`(_ user: String) throws {
        let request = Self.delete(.namespace, #""true""#) { $0.user = user }
        Self.denied(Self.itself, to: user).check(try request.decided(by: NamespaceDeletion.self))
    }

    static let projects: [(String, ObjectFacts?, Bool, KargoOutcome)] = [
        ("its Project is kept", .keeping("true"), true, denied(#"its Project "shop""#)),
        ("its Project is kept, without the project label", .keeping("true"), false, denied(#"its Project "shop""#)),
        ("its Project is not kept", .keeping(nil), true, .warns([goes])),
        ("its Project says false", .keeping("false"), true, .warns([goes])),
        ("its Project says yes", .keeping("yes"), true, .warns([goes])),
        ("no Project", nil, true, .warns(["but there is none of this name"])),
        ("no Project, no label", nil, false, .passes),
        ("a Project but no label", .keeping(nil), false, .passes),
    ]

    @Test(arguments: projects)
    func `a namespace is kept by its Project as well`(
        _ row: String, _ project: ObjectFacts?, _ isProjects: Bool, _ outcome: KargoOutcome
    ) throws {
        let facts = Facts.cluster([.project("shop"): .object(project)])
        for asked in ["shop", ""] {
            let request = Self.delete(.namespace, isProjects: isProjects) { $0.asked = asked }
            outcome.check(try request.decided(by: NamespaceDeletion.self, knowing: facts))
        }
        let kept = Self.delete(.namespace, #""true""#, isProjects: isProjects)
        Self.denied(Self.itself).check(try kept.decided(by: NamespaceDeletion.self, knowing: facts))
    }

    @Test func `a break-glass group is let through, and noted where it mattered`() throws {
        let admin: (inout KargoRequest) -> Void = { $0.groups = ["devs", "system:masters"] }
        let kept = try Self.delete(.namespace, #""true""#, change: admin).decided(by: NamespaceDeletion.self)
        KargoOutcome.passes.check(kept)
        #expect(kept[.breakGlass] == "namespace-deletion" && kept[.violations] == "")
        let free = try Self.delete(.namespace, change: admin).decided(by: NamespaceDeletion.self)
        #expect(free.isAllowed && free[.breakGlass] == nil)
        let other = kargoSettings { $0.breakGlass = ["sre"] }
        #expect(
            try !Self.delete(.namespace, #""true""#, change: admin).decided(by: NamespaceDeletion.self, other).isAllowed
        )
        let facts = Facts.cluster([.project("shop"): .object(.keeping("true"))])
        let byProject = try Self.delete(.namespace, change: admin).decided(by: NamespaceDeletion.self, knowing: facts)
        #expect(byProject.isAllowed && byProject[.breakGlass] == "namespace-deletion")
    }

    @Test func `a Project that cannot be looked up denies, except to a break-glass group`() throws {
        let facts = Facts.cluster([.project("shop"): .failed("timed out")])
        let failure = #"Project "shop" could not be looked up: timed out"#
        let decision = try Self.delete(.namespace).decided(by: NamespaceDeletion.self, knowing: facts)
        KargoOutcome.denies(500, ["namespace-deletion: \(failure)"], warns: [Self.goes]).check(decision)
        #expect(decision.fired == "namespace-deletion")
        let lenient = try Self.delete(.namespace).decided(
            by: NamespaceDeletion.self, knowing: facts, ifUnavailable: .warn)
        KargoOutcome.warns([Self.goes, failure]).check(lenient)
        let admin = Self.delete(.namespace) { $0.groups = ["system:masters"] }
        KargoOutcome.warns([failure, Self.goes]).check(try admin.decided(by: NamespaceDeletion.self, knowing: facts))
        let nameless = Self.delete(.namespace) { $0.name = nil }
        KargoOutcome.warns(["its Project is deleted with it"]).check(
            try nameless.decided(by: NamespaceDeletion.self, knowing: facts))
    }

    static let with = #"namespace "shop" and all that is in it is deleted with the Project"#
    static let unless = #"\#(with), unless the namespace itself says kargo.akuity.io/keep-namespace: "true""#

    static let previews: [(String, KargoRequest, Facts, KargoOutcome)] = [
        (
            "kept by the Project", delete(.project, #""true""#), .none,
            .warns([#"namespace "shop" is kept: the Project says kargo.akuity.io/keep-namespace: "true""#])
        ),
        (
            "kept by the Project, whatever the Namespace says", delete(.project, #""true""#),
            .cluster([.namespace("shop"): .object(.keeping("false"))]), .warns(["is kept: the Project says"])
        ),
        ("no cluster to ask", delete(.project), .none, .warns([unless])),
        ("false, no cluster to ask", delete(.project, #""false""#), .none, .warns([unless])),
        ("a bad value, no cluster to ask", delete(.project, #""yes""#), .none, .warns([unless])),
        (
            "kept by the Namespace", delete(.project), .cluster([.namespace("shop"): .object(.keeping("true"))]),
            .warns([#"namespace "shop" is kept: it says kargo.akuity.io/keep-namespace: "true" itself"#])
        ),
        ("kept by neither", delete(.project), .cluster([.namespace("shop"): .object(.keeping(nil))]), .warns([with])),
        (
            "kept by neither, said", delete(.project, #""false""#),
            .cluster([.namespace("shop"): .object(.keeping("false"))]), .warns([with])
        ),
        (
            "no namespace", delete(.project), .cluster([.namespace("shop"): .object(nil)]),
            .warns(["only the Project is deleted"])
        ),
        (
            "a look-up that fails denies nothing", delete(.project),
            .cluster([.namespace("shop"): .failed("timed out")]),
            .warns(["could not be looked up: timed out", unless])
        ),
        ("a dry run", delete(.project) { $0.more = #","dryRun":true"# }, .none, .warns([unless])),
        ("one of a deletecollection", delete(.project) { $0.asked = "" }, .none, .warns([unless])),
        ("the clean-up", delete(.project) { $0.user = "system:kube-controller-manager" }, .none, .warns([unless])),
        ("without a name", delete(.project) { $0.name = nil }, .cluster(), .passes),
        (
            "an old object that is a number", delete(.project) { ($0.object, $0.asked) = ("5", "shop") }, .none,
            .warns([unless])
        ),
        ("an update", KargoRequest(.project, .update), .none, .passes),
    ]

    @Test(arguments: previews)
    func `who deletes a Project is told what becomes of the namespace`(
        _ row: String, _ request: KargoRequest, _ facts: Facts, _ outcome: KargoOutcome
    ) throws {
        let decision = try request.decided(by: NamespaceDeletion.self, knowing: facts)
        outcome.check(decision)
        #expect(decision.fired == "", "a preview did not fire")
    }

    @Test func `it can warn only, or be disabled`() throws {
        let request = Self.delete(.namespace, #""true""#)
        let warning = kargoSettings { $0.namespaceDeletion.enforce = .warn }
        KargoOutcome.warns(["the namespace itself says"]).check(
            try request.decided(by: NamespaceDeletion.self, warning))
        let disabled = kargoSettings { $0.namespaceDeletion.enforce = .disabled }
        KargoOutcome.passes.check(try request.decided(by: NamespaceDeletion.self, disabled))
    }
}
