import JSON
import Testing

@testable import Admission

@Suite struct PolicyTests {
    static let broken = Finder(.invalid("spec.a", "x", "must be y"))
    static let terminating = #"{"metadata":{"deletionTimestamp":"2026-11-20T23:30:32Z"}}"#

    private func decision(
        _ policy: Policy, _ changes: KeyValuePairs<String, String?> = [:], knowing facts: Facts = .none
    ) throws -> Decision {
        try #require(policy.evaluate(ReviewText(changes).review, at: .validate, knowing: facts).decision)
    }

    static let enforcements: [(Enforcement, Bool, [String], String, String)] = [
        (.deny, false, [], "finder", "finder"),
        (.warn, true, [#"spec.a: Invalid value: "x": must be y"#], "finder", "finder"), (.disabled, true, [], "", ""),
    ]

    @Test(arguments: enforcements)
    func `enforcement says what becomes of a violation`(
        _ enforce: Enforcement, _ isAllowed: Bool, _ warnings: [String], _ rules: String, _ fired: String
    ) throws {
        let decision = try decision(Policy(Self.broken, enforce: enforce))
        #expect(decision.isAllowed == isAllowed && decision.warnings == warnings)
        #expect(decision[.rules] == rules && decision[.violations] == fired && decision.fired == fired)
        #expect(decision[.config] == "digest" && decision.annotations.count == 3 && decision.patch == nil)
    }

    static func reach(_ change: (inout Reach) -> Void) -> Reach {
        var reach = Reach()
        change(&reach)
        return reach
    }

    static let reaches: [(String, Reach, String, String, Bool)] = [
        ("everywhere", Reach(), "team", "alice", true),
        ("a namespace", reach { $0.namespaces = ["team"] }, "team", "alice", true),
        ("another namespace", reach { $0.namespaces = ["other"] }, "team", "alice", false),
        ("namespaces by pattern", reach { $0.namespaces = ["other", "te*"] }, "team", "alice", true),
        ("but not this one", reach { $0.exceptNamespaces = ["team"] }, "team", "alice", false),
        ("but not another", reach { $0.exceptNamespaces = ["other"] }, "team", "alice", true),
        ("both", reach { ($0.namespaces, $0.exceptNamespaces) = (["te*"], ["team"]) }, "team", "alice", false),
        ("but not this user", reach { $0.exceptUsers = ["al*"] }, "team", "alice", false),
        ("but not another user", reach { $0.exceptUsers = ["bob"] }, "team", "alice", true),
        ("nobody is no user", reach { $0.exceptUsers = ["*"] }, "team", "", true),
        ("cluster-scoped, by its own name", reach { $0.namespaces = ["a-thing"] }, "", "alice", true),
        ("cluster-scoped, not by its own name", reach { $0.exceptNamespaces = ["a-*"] }, "", "alice", false),
        ("namespaced, not by its own name", reach { $0.namespaces = ["a-thing"] }, "team", "alice", false),
    ]

    @Test(arguments: reaches)
    func `a rule's reach says where it applies`(
        _ row: String, _ reach: Reach, _ namespace: String, _ user: String, _ applies: Bool
    ) throws {
        let decision = try decision(
            Policy(Self.broken, reach: reach),
            ["request.namespace": "\"\(namespace)\"", "request.userInfo": "{\"username\":\"\(user)\"}"])
        #expect(decision.isAllowed == !applies && decision[.rules] == (applies ? "finder" : ""))
    }

    static let passing: [(String, KeyValuePairs<String, String?>, Bool)] = [
        ("an ordinary create", [:], false), ("dry run", ["request.dryRun": "true"], false),
        ("status", ["request.subResource": #""status""#], true),
        ("finalize", ["request.subResource": #""finalize""#], true),
        ("scale", ["request.subResource": #""scale""#], true),
        ("no subresource", ["request.subResource": #""""#], false),
        ("another resource", ["request.resource": #"{"group":"example.com","resource":"others"}"#], true),
        ("another group", ["request.resource": #"{"group":"","resource":"things"}"#], true),
        ("another operation", ["request.operation": #""CONNECT""#], true),
        (
            "an update of what is on its way out",
            ["request.operation": #""UPDATE""#, "request.object": terminating, "request.oldObject": terminating], true
        ),
        ("only the old one says so", ["request.operation": #""UPDATE""#, "request.oldObject": terminating], true),
        ("only the new one says so", ["request.operation": #""UPDATE""#, "request.object": terminating], true),
        (
            "neither",
            ["request.operation": #""UPDATE""#, "request.object": #"{"metadata":{"deletionTimestamp":null}}"#],
            false
        ),
        (
            "a time that is no text",
            ["request.operation": #""UPDATE""#, "request.object": #"{"metadata":{"deletionTimestamp":5}}"#], false
        ),
        (
            "an empty time",
            ["request.operation": #""UPDATE""#, "request.object": #"{"metadata":{"deletionTimestamp":""}}"#], false
        ),
        ("a create that claims it", ["request.object": terminating], false),
        ("its deletion", ["request.operation": #""DELETE""#, "request.oldObject": terminating], false),
    ]

    @Test(arguments: passing)
    func `subresources, other resources and what is on its way out pass`(
        _ row: String, _ changes: KeyValuePairs<String, String?>, _ passes: Bool
    ) throws {
        let decision = try decision(Policy(Self.broken), changes)
        #expect(decision.isAllowed == passes && decision[.rules] == (passes ? "" : "finder"))
        #expect(decision[.violations] == (passes ? "" : "finder") && decision[.config] == "digest")
    }

    @Test func `all violations are told at once, in the order of the rules, then of the fields`() throws {
        let later = LaterFinder(finder: Finder(.forbidden("no"), .required("spec.c", "say it")))
        let policy = Policy(Finder(.required("spec.b", "say it"), .required("spec.a", "say it")), later)
        for _ in 0..<5 {
            let decision = try decision(policy)
            #expect(decision.status?.code == 403)
            #expect(decision.status?.details?.causes.map(\.field) == ["spec.b", "spec.a", "spec.c"])
            #expect(
                decision.annotations == [
                    Annotation(key: .rules, value: "finder,later"), Annotation(key: .violations, value: "finder,later"),
                    Annotation(key: .config, value: "digest"),
                ])
        }
    }

    @Test func `a plain warning did not fire, and a denial has warnings too`() throws {
        let warning = Finder { _, _ in
            var findings = Findings()
            findings.warn("careful")
            findings.warn(at: "spec.a", "careful")
            return findings
        }
        let decision = try decision(Policy(warning, LaterFinder(finder: Self.broken)))
        #expect(decision.warnings == ["careful", "spec.a: careful"] && !decision.isAllowed)
        #expect(decision[.rules] == "finder,later" && decision[.violations] == "later")
    }

    @Test func `notes of several rules under one key become one annotation`() throws {
        let note = Finder { _, _ in
            var findings = Findings()
            findings.note(.breakGlass, "one")
            findings.note(.unchecked, "two")
            return findings
        }
        let decision = try decision(Policy(note, LaterFinder(finder: note)))
        #expect(decision[.breakGlass] == "one,one" && decision[.unchecked] == "two,two")
        #expect(Set(decision.annotations.map(\.key.rawValue)).count == decision.annotations.count)
    }

    @Test(arguments: [ReviewError.tooLarge(limit: 1), .badField("kind", wanted: "x")])
    func `a refusal is a denial with every annotation`(_ error: ReviewError) {
        let decision = Policy(Self.broken).refuse(error)
        #expect(decision.status == Status(error) && decision.warnings.isEmpty && decision.patch == nil)
        #expect(decision.annotations.map(\.key) == [.rules, .violations, .config])
        #expect(decision[.rules] == "" && decision[.violations] == "" && decision[.config] == "digest")
    }

    @Test(arguments: Annotation.Key.allTold)
    func `an annotation's key is one that the API server takes`(_ key: Annotation.Key) {
        // k8s.io/apiserver/pkg/audit: a qualified name without a prefix, for the webhook's name goes before.
        let text = key.rawValue
        #expect((1...63).contains(text.count) && text.allSatisfy { $0 == "-" || ("a"..."z").contains($0) })
        #expect(text.first != "-" && text.last != "-")
    }
}

extension Annotation.Key {
    static let allTold: [Annotation.Key] = [.rules, .violations, .config, .breakGlass, .unchecked]
}
