import Admission
import Rules
import Testing

private let at = "spec.promotionPolicies"
private let selector = "spec.promotionPolicies[0].stageSelector"

@Suite struct PromotionPoliciesTests {
    /// `spec.promotionPolicies`, the fields that are at fault, and parts of the message.
    static let wrong: [(String, [String], [String])] = [
        (#""x""#, [at], ["must be a list"]), ("{}", [at], []), ("true", [at], []), ("1", [at], []),
        ("[null]", ["\(at)[0]"], ["must be an object"]), (#"["uat"]"#, ["\(at)[0]"], []), ("[[]]", ["\(at)[0]"], []),
        ("[{}]", ["\(at)[0]"], ["every Stage"]), (#"[{"stage":null}]"#, ["\(at)[0]"], []),
        (#"[{"stage":"","stageSelector":null}]"#, ["\(at)[0]"], []),
        (#"[{"autoPromotionEnabled":true}]"#, ["\(at)[0]"], ["one of stage and stageSelector"]),
        (#"[{"stage":"a","stageSelector":{"name":"b"}}]"#, ["\(at)[0]"], ["both stage and stageSelector"]),
        (#"[{"stage":"a","stageSelector":{}}]"#, ["\(at)[0]", selector], []),
        (#"[{"stage":1}]"#, ["\(at)[0].stage"], ["must be the name of a Stage"]),
        (#"[{"stage":{"name":"a"}}]"#, ["\(at)[0].stage"], []),
        (#"[{"stage":"Prod"}]"#, ["\(at)[0].stage"], ["no Stage can have this name", "RFC 1123"]),
        (#"[{"stage":"a b"}]"#, ["\(at)[0].stage"], []), (#"[{"stage":" a"}]"#, ["\(at)[0].stage"], []),
        (#"[{"stage":"glob:a*"}]"#, ["\(at)[0].stage"], ["belongs in stageSelector.name"]),
        (#"[{"stage":"a","autoPromotionEnabled":"true"}]"#, ["\(at)[0].autoPromotionEnabled"], ["true or false"]),
        (#"[{"stage":"a","autoPromotionEnabled":1}]"#, ["\(at)[0].autoPromotionEnabled"], []),
        (#"[{"stageSelector":"a"}]"#, [selector], ["must be an object"]), (#"[{"stageSelector":[]}]"#, [selector], []),
        (#"[{"stageSelector":{}}]"#, [selector], ["a name or labels"]),
        (#"[{"stageSelector":{"name":null,"matchLabels":{}}}]"#, [selector], []),
        (#"[{"stageSelector":{"name":"","matchExpressions":[]}}]"#, [selector], []),
        (#"[{"stageSelector":{"name":["a"]}}]"#, ["\(selector).name"], []),
        (#"[{"stageSelector":{"name":"prod_eu"}}]"#, ["\(selector).name"], ["no Stage can have this name"]),
        (#"[{"stageSelector":{"name":"prod\u0000"}}]"#, ["\(selector).name"], [#""prod\u{0}""#]),
        (#"[{"stageSelector":{"name":"рrod"}}]"#, ["\(selector).name"], [#""\u{440}rod""#]),
        (#"[{"stageSelector":{"name":"Glob:a*"}}]"#, ["\(selector).name"], [#""glob:""#]),
        (#"[{"stageSelector":{"name":":a"}}]"#, ["\(selector).name"], []),
        (#"[{"stageSelector":{"name":"glob :a"}}]"#, ["\(selector).name"], []),
        (#"[{"stageSelector":{"name":"regex:"}}]"#, ["\(selector).name"], ["empty"]),
        (#"[{"stageSelector":{"name":"regexp:"}}]"#, ["\(selector).name"], ["empty"]),
        (#"[{"stageSelector":{"name":"regex:^(?!prod).*$"}}]"#, ["\(selector).name"], ["look-around"]),
        (#"[{"stageSelector":{"name":"regex:(a)\\1"}}]"#, ["\(selector).name"], ["back-references"]),
        (#"[{"stageSelector":{"name":"glob:{a,b"}}]"#, ["\(selector).name"], ["left open"]),
        (#"[{"stageSelector":{"matchLabels":{"a b":"c"}}}]"#, ["\(selector).matchLabels"], []),
        (#"[{"stageSelector":{"matchLabels":{"a":1}}}]"#, ["\(selector).matchLabels"], []),
        (#"[{"stageSelector":{"matchLabels":[]}}]"#, ["\(selector).matchLabels", selector], []),
        (#"[{"stageSelector":{"matchLabels":true}}]"#, ["\(selector).matchLabels"], []),
        (
            #"[{"stageSelector":{"matchExpressions":[{"key":"a","operator":"in","values":["b"]}]}}]"#,
            ["\(selector).matchExpressions[0].operator"], ["not a valid selector operator"]
        ),
        (
            #"[{"stageSelector":{"matchExpressions":[{"key":"a","operator":"Exists"},{"key":"a","operator":"In"}]}}]"#,
            ["\(selector).matchExpressions[1].values"], []
        ),
        (
            #"[{"stageSelector":{"name":"a","matchExpressions":[{"key":"-","operator":"Exists","values":["b"]}]}}]"#,
            ["\(selector).matchExpressions[0].values", "\(selector).matchExpressions[0].key"], []
        ),
        (
            #"[{"stage":"a"},{"stageSelector":{"name":"a","matchLabels":{"x":"y"}}}]"#, ["\(at)[1]"],
            ["\(at)[0] already"]
        ),
        (#"[{"stage":"prod"},{"stage":"pr\u006fd"}]"#, ["\(at)[1]"], []),
        (#"[{"stage":"A"},{"stage":"A"}]"#, ["\(at)[0].stage", "\(at)[1].stage"], []),
    ]

    @Test(arguments: wrong)
    func `what Kargo could not use is denied at its field`(_ policies: String, _ fields: [String], _ says: [String])
        throws
    {
        let decision = try projectConfig(policies: policies).decided(by: PromotionPolicies.self)
        #expect(decision.fields == fields)
        #expect(decision.status?.code == 422)
        for part in says {
            #expect(decision.status?.message.contains(part) == true, "\(decision.status?.message ?? "")")
        }
    }

    static let right = [
        "[]", "null", #"[{"stage":"prod"}]"#, #"[{"stageSelector":{"name":"prod.eu-1"},"autoPromotionEnabled":true}]"#,
        #"[{"stage":"","stageSelector":{"name":"a"}}]"#, #"[{"stage":"a","stageSelector":null}]"#,
        #"[{"stageSelector":{"name":"regex:^a$"}},{"stageSelector":{"name":"regex:^a$"}}]"#,
        #"[{"stageSelector":{"name":"regexp:^(?<n>a|b)$"}},{"stageSelector":{"name":"glob:{a,b}-[^c]?"}}]"#,
        #"[{"stageSelector":{"matchExpressions":[{"key":"a","operator":"NotIn","values":["b"]}]}}]"#,
        #"[{"stageSelector":{"name":"a","matchLabels":{"x":""}},"autoPromotionEnabled":true}]"#,
        #"[{"stage":"a","autoPromotionEnabled":null,"autoRollback":{"onPromotion":["Failed"]}}]"#,
    ]

    @Test(arguments: right)
    func `what Kargo can use passes without a word`(_ policies: String) throws {
        KargoOutcome.passes.check(try projectConfig(policies: policies).decided(by: PromotionPolicies.self))
    }

    @Test(arguments: ["null", "{}", #"{"promotionPolicies":null,"webhookReceivers":null}"#])
    func `a project without policies passes`(_ spec: String) throws {
        KargoOutcome.passes.check(try projectConfig(spec: spec).decided(by: PromotionPolicies.self))
    }

    @Test(arguments: ["[]", "1", #""x""#])
    func `a spec that is no object is denied`(_ spec: String) throws {
        #expect(try projectConfig(spec: spec).decided(by: PromotionPolicies.self).fields == ["spec"])
    }

    static let open = "who creates or labels Stages can have them promoted"
    static let doubtful: [(String, [String])] = [
        (#"[{"stageSelector":{"name":"regex:prod"}}]"#, ["\(selector).name: not anchored at both ends"]),
        (#"[{"stageSelector":{"name":"regex:^prod"}}]"#, ["not anchored"]),
        (#"[{"stageSelector":{"name":"regex:^a|b$"}}]"#, ["not anchored"]),
        (#"[{"stageSelector":{"name":"regex:^(?:a|b)$"}}]"#, []),
        (#"[{"stageSelector":{"name":"glob:"}}]"#, ["\(selector).name: matches no Stage"]),
        (#"[{"stageSelector":{"name":"glob:a*"},"autoPromotionEnabled":true}]"#, [open]),
        (
            #"[{"stageSelector":{"matchLabels":{"a":"b"}},"autoPromotionEnabled":true}]"#,
            [open]
        ),
        (#"[{"stageSelector":{"name":"regex:a"},"autoPromotionEnabled":true}]"#, [open, "not anchored"]),
        (
            #"[{"stage":"a"},{"stageSelector":{"name":"glob:b*"},"autoPromotionEnabled":true},{"stageSelector":{"matchLabels":{"a":"b"}},"autoPromotionEnabled":true}]"#,
            ["\(at)[1]: and 1 more: \(open)"]
        ),
    ]

    @Test(arguments: doubtful)
    func `what is right but may not be meant is warned about`(_ policies: String, _ warnings: [String]) throws {
        let decision = try projectConfig(policies: policies).decided(by: PromotionPolicies.self)
        #expect(decision.isAllowed && decision.warnings.count == warnings.count, "\(decision.warnings)")
        for (warning, part) in zip(decision.warnings, warnings) { #expect(warning.contains(part)) }
    }

    @Test func `no warning is longer than 120 characters while the indices are short`() throws {
        let policies = #"""
            [{"stageSelector":{"name":"regex:."},"autoPromotionEnabled":true},{"stage":"production"},
            {"stageSelector":{"matchLabels":{"a":"b"}},"autoPromotionEnabled":true}]
            """#
        let facts = Facts.cluster([.stages(namespace: "shop"): .stages(["produktion"])])
        let decision = try projectConfig(policies: policies).decided(by: PromotionPolicies.self, knowing: facts)
        #expect(decision.warnings.count == 4)
        #expect(decision.warnings.allSatisfy { $0.count <= 120 }, "\(decision.warnings)")
    }

    static let stages = Facts.cluster([.stages(namespace: "shop"): .stages(["prod-eu", "prod-us", "uat"])])
    static let lookUps: [(String, Facts, [String])] = [
        (#"[{"stage":"uat"},{"stageSelector":{"name":"prod-eu"}}]"#, stages, []),
        (#"[{"stage":"uta"}]"#, stages, [#"\#(at)[0]: there is no Stage "uta"; did you mean "uat"?"#]),
        (#"[{"stage":"staging"}]"#, stages, [#"there is no Stage "staging""#]),
        (#"[{"stageSelector":{"name":"glob:x*"}}]"#, .cluster(), []), ("[]", .cluster(), []),
        (
            #"[{"stage":"uat"}]"#, .cluster([.stages(namespace: "shop"): .stages([])]),
            ["\(at): there are no Stages in \"shop\" yet"]
        ),
        (
            #"[{"stage":"uat"}]"#, .cluster([.stages(namespace: "shop"): .failed("timed out")]),
            ["the Stages in namespace \"shop\" could not be looked up"]
        ),
        (#"[{"stage":"uta"}]"#, .none, []),
    ]

    @Test(arguments: lookUps)
    func `a Stage that is not there is warned about where that can be known`(
        _ policies: String, _ facts: Facts, _ warnings: [String]
    ) throws {
        let decision = try projectConfig(policies: policies).decided(by: PromotionPolicies.self, knowing: facts)
        KargoOutcome.warns(warnings).check(decision)
    }

    @Test func `an update of something else asks nothing, one of the policies does`() throws {
        let spec = #"{"promotionPolicies":[{"stage":"uta"}]}"#
        let same = projectConfig(spec: #"{"promotionPolicies":[{"stage":"uta"}],"x":1}"#, was: spec)
        KargoOutcome.passes.check(try same.decided(by: PromotionPolicies.self, knowing: .cluster()))
        let other = projectConfig(policies: #"[{"stage":"uta"},{"stage":"uat"}]"#, was: spec)
        #expect(throws: KargoRequest.OpenQuestion.self) {
            try other.decided(by: PromotionPolicies.self, knowing: .cluster())
        }
    }

    static let projects: [(String, [String], [String])] = [
        ("{}", [], []), (#"{"promotionPolicies":null}"#, [], []),
        (#"{"promotionPolicies":[]}"#, [], ["tallyman migrate PROJECT.yaml"]),
        (#"{"promotionPolicies":[{"stage":"uat"}]}"#, [], ["tallyman migrate PROJECT.yaml"]),
        (#"{"promotionPolicies":[{"stage":"uat"},{"stage":"uat"}]}"#, ["\(at)[1]"], ["migrate"]),
        (#"{"webhookReceivers":[{}]}"#, [], []),
    ]

    @Test(arguments: projects)
    func `policies of a Project are looked at too, and are to be moved`(
        _ spec: String, _ causes: [String], _ warnings: [String]
    ) throws {
        let request = KargoRequest(.project, .create) { $0.object = #"{"metadata":{"name":"shop"},"spec":\#(spec)}"# }
        let decision = try request.decided(by: PromotionPolicies.self, knowing: .cluster())
        #expect(decision.fields == causes)
        #expect(decision.warnings.count == warnings.count)
        for (warning, part) in zip(decision.warnings, warnings) { #expect(warning.contains(part)) }
    }
}
