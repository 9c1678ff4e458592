import Admission
import Rules
import Testing

@Suite struct ProjectConfigNameTests {
    static func create(_ name: String?, _ change: (inout KargoRequest) -> Void = { _ in }) -> KargoRequest {
        KargoRequest(.projectConfig, .create) {
            $0.name = name
            change(&$0)
        }
    }

    static func wrong(_ shown: String, called: String = "default") -> KargoOutcome {
        .denies(
            422, ["Invalid value: \"\(shown)\"", "called \"\(called)\"", "change metadata.name to \"\(called)\""],
            field: "metadata.name")
    }

    static let generated = KargoOutcome.denies(
        422, ["Invalid value: \"shop-\"", "its name cannot be generated", "remove metadata.generateName"],
        field: "metadata.name")

    static let literals: [(String, KargoRequest, KargoOutcome)] = [
        ("the one name", create("default"), .passes), ("the project's", create("shop"), wrong("shop")),
        ("in capitals", create("Default"), wrong("Default")), ("a space", create("default "), wrong("default ")),
        ("a look-alike", create("d\u{435}fault"), wrong(#"d\u{435}fault"#)),
        ("an invisible letter", create("default\u{200B}"), wrong(#"default\u{200b}"#)),
        ("an escape sequence", create("\u{1B}[2J"), wrong(#"\u{1b}[2J"#)), ("an empty name", create(""), wrong("")),
        (
            "a name yet to be generated", create(nil) { $0.metadata = #""generateName":"shop-""# }, generated
        ),
        (
            "a generated name", create("shop-x7k2p") { $0.metadata = #""generateName":"shop-""# }, wrong("shop-x7k2p")
        ),
        ("the name beside generateName", create("default") { $0.metadata = #""generateName":"shop-""# }, .passes),
        ("no name at all", create(nil), wrong("")),
        ("a name that is null", create(nil) { $0.metadata = #""name":null"# }, wrong("")),
        ("a name that is a number", create(nil) { $0.metadata = #""name":5"# }, wrong("")),
        ("metadata that is a list", create(nil) { $0.object = #"{"metadata":[]}"# }, wrong("")),
        ("an object that is a number", create(nil) { $0.object = "5" }, wrong("")),
        ("an object that is null", create(nil) { $0.object = "null" }, wrong("")),
        ("dry run, fine", create("default") { $0.more = #","dryRun":true"# }, .passes),
        ("dry run, wrong", create("shop") { $0.more = #","dryRun":true"# }, wrong("shop")),
        ("a break-glass user", create("shop") { $0.groups = ["system:masters"] }, wrong("shop")),
        ("a manager", create("shop") { $0.groups = ["system:serviceaccounts:kargo"] }, wrong("shop")),
        ("nobody", create("shop") { $0.user = nil }, wrong("shop")),
        ("a status", create("shop") { $0.more = #","subResource":"status""# }, .passes),
        ("an update of a wrong one", KargoRequest(.projectConfig, .update), .passes),
        ("the deletion of a wrong one", KargoRequest(.projectConfig, .delete), .passes),
        ("a Project", KargoRequest(.project, .create), .passes),
    ]

    @Test(arguments: literals)
    func `by default the one ProjectConfig is called default`(
        _ row: String, _ request: KargoRequest, _ outcome: KargoOutcome
    ) throws {
        outcome.check(try request.decided(by: ProjectConfigName.self))
    }

    /// Rows of Kargo's Test_webhook_ValidateCreate, and more.
    static let namespaces: [(String, KargoRequest, KargoOutcome)] = [
        ("valid project config", create("shop"), .passes),
        ("invalid metadata: name does not match namespace", create("other"), wrong("other", called: "shop")),
        ("valid project config during dry run", create("shop") { $0.more = #","dryRun":true"# }, .passes),
        (
            "invalid metadata during dry run (still checked)", create("x") { $0.more = #","dryRun":true"# },
            wrong("x", called: "shop")
        ),
        ("the name of the first design", create("default"), wrong("default", called: "shop")),
        (
            "a namespace that would steer a terminal", create("x") { $0.namespace = #"a\u001bb"# },
            wrong("x", called: #"a\u{1b}b"#)
        ),
        ("a project of that name", create("default") { $0.namespace = "default" }, .passes),
        ("a name yet to be generated", create(nil) { $0.metadata = #""generateName":"shop-""# }, generated),
    ]

    @Test(arguments: namespaces)
    func `with $namespace it is called as its project`(
        _ row: String, _ request: KargoRequest, _ outcome: KargoOutcome
    ) throws {
        let settings = kargoSettings { $0.projectConfigName.options.name = .namespace }
        let decision = try request.decided(by: ProjectConfigName.self, settings)
        outcome.check(decision)
        #expect(decision[.violations] == (decision.isAllowed ? "" : "projectconfig-name"))
    }

    @Test func `another literal holds as well`() throws {
        let settings = kargoSettings { $0.projectConfigName.options.name = .literal("config") }
        KargoOutcome.passes.check(try Self.create("config").decided(by: ProjectConfigName.self, settings))
        Self.wrong("default", called: "config").check(
            try Self.create("default").decided(by: ProjectConfigName.self, settings))
    }

    @Test func `it can warn only, or be disabled`() throws {
        let warning = kargoSettings { $0.projectConfigName.enforce = .warn }
        KargoOutcome.warns(["metadata.name: Invalid value: \"shop\": the one"]).check(
            try Self.create("shop").decided(by: ProjectConfigName.self, warning))
        let disabled = kargoSettings { $0.projectConfigName.enforce = .disabled }
        KargoOutcome.passes.check(try Self.create("shop").decided(by: ProjectConfigName.self, disabled))
    }
}
