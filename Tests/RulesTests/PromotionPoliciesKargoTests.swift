import Admission
import Rules
import Testing

/// Kargo's own tables, case for case by its names: Test_webhook_ValidateCreate and Test_webhook_ValidateUpdate of
/// pkg/webhook/kubernetes/projectconfig, the receivers of pkg/webhook/kubernetes/clusterconfig, and which policy counts of
/// pkg/api/auto_promotion_test.go. The objects are ours.
@Suite struct PromotionPoliciesKargoTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let request: KargoRequest
        /// What Kargo says: causes, or the reason for a refusal that has none.
        let kargo: [String]
        let ours: [String]
        /// Why ours is another.
        let because: String

        init(
            _ name: String, _ spec: String, kargo: [String] = [], ours: [String]? = nil, because: String = "",
            _ change: (inout KargoRequest) -> Void = { _ in }
        ) {
            var request = projectConfig(spec: spec)
            change(&request)
            (testDescription, self.request, self.kargo) = (name, request, kargo)
            (self.ours, self.because) = (ours ?? kargo, because)
        }
    }

    private static let kind = "Kubernetes' own cause of what stands in a list twice is FieldValueDuplicate"
    private static let namespaces = "whether the namespace is a project's, Kargo's own webhook says"
    private static let dryRun: @Sendable (inout KargoRequest) -> Void = { $0.more = #","dryRun":true"# }
    private static let otherName: @Sendable (inout KargoRequest) -> Void = {
        $0.object = #"{"metadata":{"name":"another-name"}}"#
    }
    private static let two = #"{"promotionPolicies":[{"stage":"stage-1"},{"stage":"stage-2"}]}"#
    private static let twice = #"{"promotionPolicies":[{"stage":"stage-1"},{"stage":"stage-1"}]}"#
    private static let badPattern =
        #"{"promotionPolicies":[{"stage":"stage-1"},{"stageSelector":{"name":"badpattern:stage-*"}}]}"#
    private static let goodPattern =
        #"{"promotionPolicies":[{"stage":"stage-1"},{"stageSelector":{"name":"glob:stage-*"}}]}"#
    private static let badRegex =
        #"{"promotionPolicies":[{"stage":"stage-1"},{"stageSelector":{"name":"regex:stage-[unclosed"}}]}"#
    private static let twiceAndBad =
        #"{"promotionPolicies":[{"stage":"s"},{"stage":"s"},{"stageSelector":{"name":"badpattern:s-*"}}]}"#

    private static func invalid(_ fields: String...) -> [String] { fields.map { "\($0):FieldValueInvalid" } }
    private static func policy(_ index: Int, _ type: String) -> String { "spec.promotionPolicies[\(index)]:\(type)" }
    private static func duplicate(_ indices: Int...) -> [String] { indices.map { policy($0, "FieldValueDuplicate") } }
    private static func invalid(_ indices: Int...) -> [String] { indices.map { policy($0, "FieldValueInvalid") } }
    private static func name(_ index: Int) -> [String] {
        ["spec.promotionPolicies[\(index)].stageSelector.name:FieldValueInvalid"]
    }

    static let create: [Case] = [
        Case(
            "valid project config",
            #"{"promotionPolicies":[{"stage":"stage-1"},{"stage":"stage-2"}],"webhookReceivers":[{"name":"r-1"},{"name":"r-2"}]}"#,
            ours: ["spec.webhookReceivers[0]:FieldValueRequired", "spec.webhookReceivers[1]:FieldValueRequired"],
            because: "a receiver without a type passes Kargo's webhook and then fails in its controller"),
        Case(
            "invalid metadata: name does not match namespace", "{}", kargo: invalid("metadata.name"), otherName),
        Case(
            "invalid spec: duplicate promotion policy stage", twice, kargo: invalid(1), ours: duplicate(1),
            because: kind),
        Case("namespace does not exist", "{}", kargo: ["InternalError"], ours: [], because: namespaces),
        Case("namespace exists but missing project label", "{}", kargo: ["Forbidden"], ours: [], because: namespaces),
        Case(
            "namespace exists but wrong project label value", "{}", kargo: ["Forbidden"], ours: [], because: namespaces),
        Case("valid project config during dry run (skips namespace check)", two, dryRun),
        Case("invalid metadata during dry run (still checked)", "{}", kargo: invalid("metadata.name")) {
            otherName(&$0)
            dryRun(&$0)
        },
        Case(
            "invalid spec during dry run (still checked)", twice, kargo: invalid(1), ours: duplicate(1), because: kind,
            dryRun),
        Case("invalid pattern identifier in stage selector", badPattern, kargo: name(1)),
        Case("valid pattern in stage selector", goodPattern),
        Case("invalid regex pattern in stage selector", badRegex, kargo: name(1)),
        Case(
            "invalid label selector in stage selector",
            #"{"promotionPolicies":[{"stage":"stage-1"},{"stageSelector":{"matchExpressions":[{"key":"app","operator":"In","values":[]}]}}]}"#,
            kargo: invalid("spec.promotionPolicies[1].stageSelector.labelSelector"),
            ours: ["spec.promotionPolicies[1].stageSelector.matchExpressions[0].values:FieldValueRequired"],
            because: "there is no field labelSelector; Kubernetes says which part of the selector is at fault"),
        Case(
            "empty stage names are skipped",
            #"{"promotionPolicies":[{"stage":"stage-1"},{"stage":""},{"stageSelector":{"name":""}}]}"#,
            ours: [policy(1, "FieldValueRequired"), "spec.promotionPolicies[2].stageSelector:FieldValueRequired"],
            because: "a policy without a name and labels is one for every Stage"),
        Case(
            "multiple duplicate stages",
            #"{"promotionPolicies":[{"stage":"s-1"},{"stage":"s-2"},{"stage":"s-1"},{"stage":"s-3"},{"stage":"s-2"}]}"#,
            kargo: invalid(2, 4), ours: duplicate(2, 4), because: kind),
        Case(
            "mix of deprecated Stage and StageSelector",
            #"{"promotionPolicies":[{"stage":"s-1"},{"stageSelector":{"name":"s-2"}},{"stageSelector":{"name":"s-1"}}]}"#,
            kargo: invalid(2), ours: duplicate(2), because: kind),
        Case(
            "invalid spec: multiple errors - duplicates and invalid pattern", twiceAndBad, kargo: invalid(1) + name(2),
            ours: duplicate(1) + name(2), because: kind),
        Case(
            "duplicate webhook receiver names",
            #"{"webhookReceivers":[{"name":"r","github":{"secretRef":{"name":"a"}}},{"name":"r","quay":{"secretRef":{"name":"b"}}}]}"#,
            kargo: invalid("spec.webhookReceivers[1].name"),
            ours: ["spec.webhookReceivers[1].name:FieldValueDuplicate"], because: kind),
        Case(
            "webhook receiver contains config for multiple receiver types",
            #"{"webhookReceivers":[{"name":"r","github":{},"gitlab":{},"quay":{}}]}"#,
            kargo: ["spec.webhookReceivers[0]:FieldValueForbidden"]),
        Case(
            "generic webhook receiver misconfiguration",
            #"{"webhookReceivers":[{"name":"r","generic":{"secretRef":{"name":"a"},"actions":[{"targetSelectionCriteria":[{"kind":"Warehouse"}]}]}}]}"#,
            kargo: invalid("spec.webhookReceivers[0].generic.actions[0].targetSelectionCriteria[0]"),
            ours: ["spec.webhookReceivers[0].generic.actions[0].targetSelectionCriteria[0]:FieldValueRequired"],
            because: "nothing there is wrong; something is missing"),
    ]

    private static func updated(
        _ name: String, _ spec: String, kargo: [String] = [], ours: [String]? = nil, because: String = ""
    ) -> Case {
        Case(name, spec, kargo: kargo, ours: ours, because: because) { $0 = projectConfig(spec: spec, was: one) }
    }
    private static let one = #"{"promotionPolicies":[{"stage":"stage-1"}]}"#

    static let update: [Case] = [
        updated("valid update", two),
        updated("valid update: glob pattern", goodPattern),
        updated(
            "invalid spec: duplicate promotion policy stage", twice, kargo: invalid(1), ours: duplicate(1),
            because: kind),
        updated(
            "invalid spec: triple duplicate of stage name",
            #"{"promotionPolicies":[{"stage":"stage-1"},{"stage":"stage-1"},{"stage":"stage-1"}]}"#,
            kargo: invalid(1, 2), ours: duplicate(1, 2), because: kind),
        updated("invalid spec: invalid regex pattern", badRegex, kargo: name(1)),
        updated(
            "invalid spec: duplicates and invalid pattern", twiceAndBad, kargo: invalid(1) + name(2),
            ours: duplicate(1) + name(2), because: kind),
    ]

    /// Of the ClusterConfig, whose receivers are the same.
    static let clusterConfig: [Case] = [
        Case(
            "duplicate webhook receiver names (cluster config)",
            #"{"webhookReceivers":[{"name":"r","azure":{"secretRef":{"name":"a"}}},{"name":"r","azure":{"secretRef":{"name":"a"}}}]}"#,
            kargo: invalid("spec.webhookReceivers[1].name"),
            ours: ["spec.webhookReceivers[1].name:FieldValueDuplicate"], because: kind),
        Case(
            "valid cluster config",
            #"{"webhookReceivers":[{"name":"r-1","github":{"secretRef":{"name":"a"}}},{"name":"r-2","harbor":{"secretRef":{"name":"a"}}}]}"#
        ),
    ]

    @Test(arguments: create + update + clusterConfig)
    func `it decides as Kargo does, or there is a reason`(_ row: Case) throws {
        let settings = kargoSettings {
            $0.projectConfigLifecycle.enforce = .disabled
            $0.projectConfigName.options.name = .namespace
        }
        let decision = try row.request.decided(by: nil, settings)
        let causes = decision.status?.details?.causes.map { "\($0.field ?? ""):\($0.reason?.rawValue ?? "")" } ?? []
        #expect(causes == row.ours)
        #expect((row.kargo == row.ours) == row.because.isEmpty, "say why, where it is not the same")
        #expect(decision.isAllowed == row.ours.isEmpty)
    }

    @Test func `each of Kargo's cases has its counterpart, by its name`() {
        #expect(Self.create.count == 20 && Self.update.count == 6 && Self.clusterConfig.count == 2)
        #expect(Set(Self.create.map(\.testDescription)).count == Self.create.count)
    }

    @Test func `each duplicate names the first`() throws {
        let policies = #"[{"stage":"a"},{"stage":"b"},{"stage":"a"},{"stageSelector":{"name":"b"}},{"stage":"a"}]"#
        let decision = try projectConfig(policies: policies).decided(by: PromotionPolicies.self)
        let causes = decision.status?.details?.causes ?? []
        #expect(causes.map(\.field) == [2, 3, 4].map { "spec.promotionPolicies[\($0)]" })
        for (cause, first) in zip(causes, [0, 1, 0]) {
            #expect(cause.message.contains("spec.promotionPolicies[\(first)] already names"))
        }
    }

    /// pkg/pattern/matcher_test.go, TestParseNamePattern: which of these a policy may have.
    static let patterns: [(String, String, Bool)] = [
        ("exact pattern", "exact", true), ("glob pattern", "glob:*.txt", true),
        ("glob pattern with invalid syntax", "glob:[", false), ("regex pattern", "regex:^dev-[a-zA-Z0-9]*", true),
        ("regex pattern with invalid syntax", "regex:[a-z", false),
        ("regexp pattern", "regexp:^dev-[a-zA-Z0-9]*", true),
        ("regexp pattern with invalid syntax", "regexp:[a-z", false),
    ]

    @Test(arguments: patterns)
    func `a name is read as Kargo reads it`(_ row: String, _ name: String, _ isAllowed: Bool) throws {
        let request = projectConfig(policies: #"[{"stageSelector":{"name":"\#(name)"}}]"#)
        let decision = try request.decided(by: PromotionPolicies.self)
        #expect(decision.fields == (isAllowed ? [] : ["spec.promotionPolicies[0].stageSelector.name"]))
    }
}
