import Admission
import Rules
import Testing

private let at = "spec.webhookReceivers[0]"
private let generic = "\(at).generic"
private let target = "\(generic).actions[0].targetSelectionCriteria[0]"

@Suite struct WebhookReceiverTests {
    private static func receiver(_ members: String) -> String { #"[{"name":"r",\#(members)}]"# }
    private static func targets(_ targets: String) -> String {
        receiver(#""generic":{"secretRef":{"name":"s"},"actions":[{"targetSelectionCriteria":\#(targets)}]}"#)
    }

    @Test(arguments: [
        "artifactory", "azure", "bitbucket", "dockerhub", "generic", "gitea", "github", "gitlab", "harbor", "quay",
    ])
    func `each type makes a receiver, with a Secret, and no other beside it`(_ type: String) throws {
        let whole = Self.receiver(#""\#(type)":{"secretRef":{"name":"s"}}"#)
        KargoOutcome.passes.check(try projectConfig(receivers: whole).decided(by: PromotionPolicies.self))
        for secret in ["{}", #"{"secretRef":null}"#, #"{"secretRef":{}}"#, #"{"secretRef":{"name":""}}"#] {
            let decision = try projectConfig(receivers: Self.receiver(#""\#(type)":\#(secret)"#)).decided(
                by: PromotionPolicies.self)
            #expect(decision.fields == ["\(at).\(type).secretRef.name"])
        }
        for other in ["github", "harbor"] where other != type {
            let both = Self.receiver(#""\#(type)":{"secretRef":{"name":"s"}},"\#(other)":{"secretRef":{"name":"s"}}"#)
            #expect(try projectConfig(receivers: both).decided(by: PromotionPolicies.self).fields == [at])
        }
    }

    static let wrong: [(String, [String], String)] = [
        ("{}", ["spec.webhookReceivers"], "must be a list"), ("[null]", [at], "must be an object"), ("[1]", [at], ""),
        ("[{}]", ["\(at).name", at], "one of artifactory"), (#"[{"name":"r"}]"#, [at], "one of artifactory"),
        (receiver(#""github":null"#), [at], "one of artifactory"),
        (receiver(#""gitHub":{"secretRef":{"name":"s"}}"#), [at], "did you mean github?"),
        (receiver(#""github":{},"gitlab":{},"quay":{}"#), [at], "3 types, github, gitlab, quay"),
        (receiver(#""github":"s""#), ["\(at).github"], "must be an object"),
        (receiver(#""github":{"secretRef":"s"}"#), ["\(at).github.secretRef"], "must be an object"),
        (receiver(#""github":{"secretRef":{"name":5}}"#), ["\(at).github.secretRef.name"], ""),
        (#"[{"name":5,"quay":{"secretRef":{"name":"s"}}}]"#, ["\(at).name"], ""),
        (#"[{"name":"R","quay":{"secretRef":{"name":"s"}}}]"#, ["\(at).name"], "RFC 1123"),
        (#"[{"name":null,"quay":{"secretRef":{"name":"s"}}}]"#, ["\(at).name"], "Required"),
        (receiver(#""generic":{"secretRef":{"name":"s"},"actions":{}}"#), ["\(generic).actions"], "a list"),
        (receiver(#""generic":{"secretRef":{"name":"s"},"actions":[1]}"#), ["\(generic).actions[0]"], ""),
        (targets("1"), ["\(generic).actions[0].targetSelectionCriteria"], ""), (targets("[1]"), [target], ""),
        (targets(#"[{"kind":"Warehouse"}]"#), [target], "one of name, labelSelector and indexSelector"),
        (
            targets(#"[{"name":"","labelSelector":{"matchLabels":{}},"indexSelector":{"matchIndices":[]}}]"#), [target],
            ""
        ),
        (targets(#"[{"name":1}]"#), ["\(target).name"], ""),
        (targets(#"[{"labelSelector":1}]"#), ["\(target).labelSelector"], ""),
        (targets(#"[{"indexSelector":1}]"#), ["\(target).indexSelector"], ""),
        (
            targets(#"[{"labelSelector":{"matchExpressions":[{"key":"a","operator":"is"}]}}]"#),
            ["\(target).labelSelector.matchExpressions[0].operator"], ""
        ),
        (
            targets(#"[{"name":"a"},{"kind":"Warehouse"}]"#),
            ["\(generic).actions[0].targetSelectionCriteria[1]"], ""
        ),
    ]

    @Test(arguments: wrong)
    func `a receiver that would not receive is denied at its field`(
        _ receivers: String, _ fields: [String], _ says: String
    ) throws {
        let decision = try projectConfig(receivers: receivers).decided(by: PromotionPolicies.self)
        #expect(decision.fields == fields)
        #expect(says.isEmpty || decision.status?.message.contains(says) == true, "\(decision.status?.message ?? "")")
    }

    @Test(arguments: [
        "[]", targets("[]"), targets(#"[{"name":"a"}]"#), targets(#"[{"labelSelector":{"matchLabels":{"a":"b"}}}]"#),
        targets(#"[{"labelSelector":{"matchExpressions":[{"key":"a","operator":"Exists"}]}}]"#),
        targets(#"[{"indexSelector":{"matchIndices":[{"key":"subscribedURLs","operator":"Equals","value":"x"}]}}]"#),
        receiver(#""generic":{"secretRef":{"name":"s"}}"#),
        receiver(#""quay":{"secretRef":{"name":"s"}},"github":null"#),
    ])
    func `one that does passes`(_ receivers: String) throws {
        KargoOutcome.passes.check(try projectConfig(receivers: receivers).decided(by: PromotionPolicies.self))
    }

    @Test func `each name that was there before says where`() throws {
        let one = #"{"name":"r","quay":{"secretRef":{"name":"s"}}}"#
        let other = #"{"name":"q","quay":{"secretRef":{"name":"s"}}}"#
        let decision = try projectConfig(receivers: "[\(one),\(other),\(one),\(other)]").decided(
            by: PromotionPolicies.self)
        #expect(decision.fields == ["spec.webhookReceivers[2].name", "spec.webhookReceivers[3].name"])
        #expect(decision.status?.details?.causes.last?.message.contains("spec.webhookReceivers[1] already") == true)
    }
}
