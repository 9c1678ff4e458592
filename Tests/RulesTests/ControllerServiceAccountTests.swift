import Admission
import Rules
import Testing

@Suite struct ControllerServiceAccountTests {
    static let field = "metadata.labels[app.kubernetes.io/component]"

    static func label(_ value: String) -> String { #""labels":{"app.kubernetes.io/component":\#(value)}"# }
    static let controller = label("\"controller\"")

    /// A ServiceAccount in Kargo's own namespace; `old` makes an update of it.
    static func request(
        _ name: String, _ metadata: String = "", old: String? = nil, _ change: (inout KargoRequest) -> Void = { _ in }
    ) -> KargoRequest {
        KargoRequest(.serviceAccount, old == nil ? .create : .update) {
            ($0.name, $0.namespace, $0.metadata, $0.oldMetadata) = (name, "kargo", metadata, old ?? "")
            change(&$0)
        }
    }

    static func denied(_ user: String = "alice@example.com") -> KargoOutcome {
        .denies(
            403,
            ["serviceaccounts \"", "is forbidden: user \"\(user)\" may not make this account a controller of Kargo's"],
            field: field)
    }

    static let noEffect = KargoOutcome.warns([
        "\(field): has no effect here: Kargo's controllers are in namespace \"kargo\""
    ])
    static let noAccess = KargoOutcome.warns(["\(field): is not \"controller\": a controller of Kargo's has no access"])
    static let lost = KargoOutcome.warns(["\(field): no longer \"controller\": this account loses its access"])

    static let rows: [(String, KargoRequest, KargoOutcome)] = [
        ("created with the label", request("sneaky", controller), denied()),
        ("the label added", request("app", controller, old: ""), denied()),
        ("another value turned into it", request("app", controller, old: label("\"api\"")), denied()),
        ("kept by an update", request("app", controller, old: controller), .passes),
        ("kept under a controller's name", request("kargo-controller", controller, old: controller), .passes),
        ("taken away", request("app", old: controller), lost),
        ("its value changed", request("kargo-controller-us", label("\"api\""), old: controller), lost),
        (
            "on its way out", request("app", controller + #","deletionTimestamp":"2026-11-20T23:30:32Z""#, old: ""),
            .passes
        ),
        ("an old object that is null", request("app", controller, old: "") { $0.oldObject = "null" }, denied()),
        ("a dry run", request("app", controller) { $0.more = #","dryRun":true"# }, denied()),
        ("no label", request("app"), .passes),
        ("no labels at all", request("app", #""labels":null"#), .passes),
        ("another case", request("app", label("\"Controller\"")), .passes),
        ("a value with a space", request("app", label("\"controller \"")), .passes),
        ("a value that is no text", request("app", label("true")), .passes),
        ("labels that are a list", request("app", #""labels":["app.kubernetes.io/component"]"#), .passes),
        ("an object that is a list", request("app") { $0.object = "[]" }, .passes),
        ("a controller's name without it", request("kargo-controller-us"), noAccess),
        ("the name itself without it", request("kargo-controller", label("\"api\"")), noAccess),
        (
            "a name to be generated",
            request("x") { $0.object = #"{"metadata":{"generateName":"kargo-controller-"}}"# }, noAccess
        ),
        ("another of Kargo's accounts", request("kargo-api"), .passes),
        ("elsewhere", request("app", controller) { $0.namespace = "shop" }, .passes),
        ("elsewhere, called like Kargo's", request("kargo-x", controller) { $0.namespace = "shop" }, noEffect),
        ("elsewhere, without it", request("kargo-controller") { $0.namespace = "shop" }, .passes),
        ("in a namespace that begins alike", request("app", controller) { $0.namespace = "kargo2" }, .passes),
        ("a status", request("app", controller) { $0.more = #","subResource":"token""# }, .passes),
        ("a user without a name", request("app", controller) { $0.user = "" }, denied("")),
        ("no user at all", request("app", controller) { $0.user = nil }, denied("")),
    ]

    @Test(arguments: rows)
    func `nobody but who manages Kargo makes a controller`(
        _ row: String, _ request: KargoRequest, _ outcome: KargoOutcome
    ) throws {
        let decision = try request.decided(by: ControllerServiceAccount.self)
        outcome.check(decision)
        #expect(decision[.violations] == (decision.isAllowed ? "" : "controller-serviceaccount"))
        #expect(decision[.breakGlass] == nil)
    }

    static let everywhere: KargoCluster = {
        var cluster = KargoCluster()
        cluster.access = [
            "admin": ["get secrets"], "readers": ["get secrets"], "local": ["get secrets in kargo"],
            "named": ["get secrets x"], "lister": ["list secrets", "watch secrets"],
        ]
        return cluster
    }()

    static func isDown() -> KargoCluster {
        var cluster = everywhere
        cluster.failing = "the user's access"
        return cluster
    }

    static let people: [(String, String, [String], KargoCluster?, Settings, KargoOutcome)] = [
        ("a manager", "m", ["system:serviceaccounts:kargo"], nil, Settings(), .passes),
        (
            "a manager by name", "argo", [], nil,
            kargoSettings { $0.projectConfigLifecycle.options.managerUsers = ["argo"] }, .passes
        ),
        (
            "a manager, whatever the mode of the other rule", "argo", [], nil,
            kargoSettings {
                $0.projectConfigLifecycle.options.managerUsers = ["argo"]
                $0.projectConfigLifecycle.options.mode = .explicit
                $0.projectConfigLifecycle.enforce = .disabled
            }, .passes
        ),
        (
            "no manager, whatever the mode", "x", [], nil,
            kargoSettings { $0.projectConfigLifecycle.options.mode = .explicit }, denied("x")
        ),
        ("who may read all Secrets", "admin", [], everywhere, Settings(), .passes),
        ("a group that may", "x", ["readers"], everywhere, Settings(), .passes),
        ("the same, where it cannot be asked", "admin", [], nil, Settings(), denied("admin")),
        ("who may in this namespace only", "local", [], everywhere, Settings(), denied("local")),
        ("who may read one by name", "named", [], everywhere, Settings(), denied("named")),
        ("who may only list", "lister", [], everywhere, Settings(), denied("lister")),
        ("who may nothing", "bob", ["devs"], everywhere, Settings(), denied("bob")),
        ("a manager is not asked about", "m", ["system:serviceaccounts:kargo"], isDown(), Settings(), .passes),
        (
            "who cannot be asked about", "admin", [], isDown(), Settings(),
            .denies(500, ["controller-serviceaccount: the user's access could not be looked up: connection refused"])
        ),
    ]

    @Test(arguments: people)
    func `managers and who may read all Secrets anyway may`(
        _ row: String, _ user: String, _ groups: [String], _ cluster: KargoCluster?, _ settings: Settings,
        _ outcome: KargoOutcome
    ) throws {
        for old in [nil, ""] {
            let request = Self.request("app", Self.controller, old: old) { ($0.user, $0.groups) = (user, groups) }
            outcome.check(try request.decided(by: ControllerServiceAccount.id, settings, in: cluster))
        }
        // Whoever updates what is a controller already is not asked about, whether or not that could be answered.
        let update = Self.request("app", Self.controller, old: Self.controller) {
            ($0.user, $0.groups) = (user, groups)
        }
        KargoOutcome.passes.check(try update.decided(by: ControllerServiceAccount.id, settings, in: cluster))
    }

    @Test func `who cannot be asked about may where that only warns`() throws {
        let decision = try Self.request("app", Self.controller).decided(
            by: ControllerServiceAccount.id, in: Self.isDown(), ifUnavailable: .warn)
        KargoOutcome.warns(["controller-serviceaccount could not check everything: the user's access"]).check(decision)
    }

    @Test func `break-glass groups may, and it is noted`() throws {
        let request = Self.request("app", Self.controller) { $0.groups = ["system:masters"] }
        let decision = try request.decided(by: ControllerServiceAccount.id, in: Self.isDown())
        KargoOutcome.passes.check(decision)
        #expect(decision[.breakGlass] == "controller-serviceaccount" && decision[.violations] == "")
        let closed = try request.decided(by: ControllerServiceAccount.id, kargoSettings { $0.breakGlass = [] }, in: nil)
        Self.denied().check(closed)
    }

    @Test func `it is about the configured namespace`() throws {
        let settings = kargoSettings { $0.kargo.namespace = "cd" }
        let there = Self.request("app", Self.controller) { $0.namespace = "cd" }
        Self.denied().check(try there.decided(by: ControllerServiceAccount.self, settings))
        KargoOutcome.passes.check(
            try Self.request("app", Self.controller).decided(by: ControllerServiceAccount.self, settings))
    }
}
