import Admission
import Rules
import Testing

/// What an update may leave as it was, and what it may not bring.
@Suite struct PromotionPolicyUpdateTests {
    private static let github = #""github":{"secretRef":{"name":"s"}}"#

    /// The old policies, the new ones, and the fields that are at fault for it.
    static let policies: [(String, String, String, [String])] = [
        ("untouched", #"[{"stageSelector":{}}]"#, #"[{"stageSelector":{}}]"#, []),
        (
            "moved by an insertion", #"[{"stageSelector":{"name":"rx:a"}}]"#,
            #"[{"stage":"a"},{"stageSelector":{"name":"rx:a"}}]"#, []
        ),
        (
            "an empty selector moved", #"[{"stageSelector":{}},{"stage":"a"}]"#,
            #"[{"stage":"a"},{"stageSelector":{}}]"#,
            []
        ),
        (
            "one mended, another newly empty", #"[{"stageSelector":{}},{"stage":"b"}]"#,
            #"[{"stageSelector":{"name":"a"}},{"stageSelector":{},"autoPromotionEnabled":true}]"#,
            ["spec.promotionPolicies[1].stageSelector"]
        ),
        (
            "an empty one removed, the next emptied", #"[{"stageSelector":{}},{"stageSelector":{"name":"b"},"x":1}]"#,
            #"[{"stageSelector":{},"x":1}]"#, ["spec.promotionPolicies[0].stageSelector"]
        ),
        (
            "values left out there, now here",
            #"[{"stageSelector":{"matchExpressions":[{"key":"a","operator":"In"}]}},{"stage":"b"}]"#,
            #"[{"stage":"a"},{"stageSelector":{"matchExpressions":[{"key":"b","operator":"In"}]}}]"#,
            ["spec.promotionPolicies[1].stageSelector.matchExpressions[0].values"]
        ),
        (
            "a name beside a bad operator",
            #"[{"stageSelector":{"name":"uat","matchExpressions":[{"key":"k","operator":"in","values":["a"]}]}}]"#,
            #"[{"stageSelector":{"name":"uat2","matchExpressions":[{"key":"k","operator":"in","values":["a"]}]}}]"#, []
        ),
        (
            "a good label beside a bad one", #"[{"stageSelector":{"matchLabels":{"a b":"c"}}}]"#,
            #"[{"stageSelector":{"matchLabels":{"a b":"c","d":"e"}}}]"#, []
        ),
        (
            "a bad label changed", #"[{"stageSelector":{"matchLabels":{"a":"b c"}}}]"#,
            #"[{"stageSelector":{"matchLabels":{"a":"d e"}}}]"#, ["spec.promotionPolicies[0].stageSelector.matchLabels"]
        ),
        (
            "one of 150 bad ones removed", "[\((0..<150).map { "{\"stage\":\"Bad\($0)\"}" }.joined(separator: ","))]",
            "[\((1..<150).map { "{\"stage\":\"Bad\($0)\"}" }.joined(separator: ","))]", []
        ),
        (
            "a bad pattern, otherwise switched on", #"[{"stageSelector":{"name":"rx:a"}}]"#,
            #"[{"stageSelector":{"name":"rx:a"},"autoPromotionEnabled":true}]"#, []
        ),
        (
            "another bad pattern", #"[{"stageSelector":{"name":"rx:a"}}]"#, #"[{"stageSelector":{"name":"rx:b"}}]"#,
            ["spec.promotionPolicies[0].stageSelector.name"]
        ),
        (
            "a duplicate untouched", #"[{"stage":"a"},{"stage":"a"}]"#, #"[{"stage":"a"},{"stage":"b"},{"stage":"a"}]"#,
            []
        ),
        (
            "a duplicate mended, another made", #"[{"stage":"a"},{"stage":"a"},{"stage":"b"}]"#,
            #"[{"stage":"a"},{"stage":"b"},{"stage":"b"}]"#, ["spec.promotionPolicies[2]"]
        ),
        (
            "a third of a pair", #"[{"stage":"a"},{"stage":"a"}]"#, #"[{"stage":"a"},{"stage":"a"},{"stage":"a"}]"#,
            ["spec.promotionPolicies[2]"]
        ),
        (
            "a pair in the other order", #"[{"stage":"a"},{"stage":"a","autoPromotionEnabled":true}]"#,
            #"[{"stage":"a","autoPromotionEnabled":true},{"stage":"a"}]"#, []
        ),
        ("a newly empty entry", "[]", "[{}]", ["spec.promotionPolicies[0]"]),
    ]

    static let receivers: [(String, String, String, [String])] = [
        ("untouched", #"[{"name":"r","github":{}}]"#, #"[{"name":"r","github":{}}]"#, []),
        (
            "moved", #"[{"name":"r","github":{}}]"#, #"[{"name":"q",\#(github)},{"name":"r","github":{}}]"#, []
        ),
        (
            "a Secret named here, no more there", #"[{"name":"q","github":{}},{"name":"r",\#(github)}]"#,
            #"[{"name":"q",\#(github)},{"name":"r","github":{}}]"#, ["spec.webhookReceivers[1].github.secretRef.name"]
        ),
        (
            "the one without removed, the next made one", #"[{"name":"q","github":{}},{"name":"r",\#(github)}]"#,
            #"[{"name":"r","github":{}}]"#, ["spec.webhookReceivers[0].github.secretRef.name"]
        ),
        (
            "a name free again, and taken twice by others",
            #"[{"name":"r","x":1,\#(github)},{"name":"r","x":2,\#(github)},{"name":"q","x":3,\#(github)}]"#,
            #"[{"name":"r","x":1,\#(github)},{"name":"p","x":2,\#(github)},{"name":"r","x":3,\#(github)}]"#,
            ["spec.webhookReceivers[2].name"]
        ),
        (
            "a target that says nothing any more",
            #"[{"name":"r","generic":{"secretRef":{"name":"s"},"actions":[{"targetSelectionCriteria":[{}, {"name":"a"}]}]}}]"#,
            #"[{"name":"r","generic":{"secretRef":{"name":"s"},"actions":[{"targetSelectionCriteria":[{"name":"a"}, {"x":1}]}]}}]"#,
            ["spec.webhookReceivers[0].generic.actions[0].targetSelectionCriteria[1]"]
        ),
        (
            "targets in the other order, and another Secret",
            #"[{"name":"r","generic":{"secretRef":{"name":"s"},"actions":[{"targetSelectionCriteria":[{}, {"name":"a"}]}]}}]"#,
            #"[{"name":"r","generic":{"secretRef":{"name":"t"},"actions":[{"targetSelectionCriteria":[{"name":"a"}, {}]}]}}]"#,
            []
        ),
        (
            "two of a name in the other order",
            #"[{"name":"x","a":1,\#(github)},{"name":"x","b":2,\#(github)}]"#,
            #"[{"name":"x","b":2,\#(github)},{"name":"x","a":1,\#(github)}]"#, []
        ),
    ]

    @Test(arguments: policies)
    func `an update of policies answers for what it brings`(
        _ row: String, _ old: String, _ new: String, _ fields: [String]
    ) throws {
        let request = projectConfig(policies: new, was: #"{"promotionPolicies":\#(old)}"#)
        #expect(try request.decided(by: PromotionPolicies.self).fields == fields)
    }

    @Test(arguments: receivers)
    func `an update of receivers answers for what it brings`(
        _ row: String, _ old: String, _ new: String, _ fields: [String]
    ) throws {
        let request = projectConfig(receivers: new, was: #"{"webhookReceivers":\#(old)}"#)
        #expect(try request.decided(by: PromotionPolicies.self).fields == fields)
    }

    @Test func `what is let through is warned about`() throws {
        let spec = #"{"promotionPolicies":[{"stageSelector":{}}]}"#
        let decision = try projectConfig(spec: spec, was: spec).decided(by: PromotionPolicies.self)
        KargoOutcome.warns(["it was so before"]).check(decision)
    }
}
