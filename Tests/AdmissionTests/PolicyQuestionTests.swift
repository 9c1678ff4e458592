import JSON
import Testing

@testable import Admission

@Suite struct PolicyQuestionTests {
    /// Forbids where the namespace `a` has the label `locked`, and says so where that is not known.
    static let asking = Finder { _, facts in
        var findings = Findings()
        switch findings.look(up: .namespace("a"), in: facts) {
        case .found(let object) where object.labels["locked"] != nil: findings.report(.forbidden("locked"))
        case .found, .absent: break
        case .unknown: findings.warn("not known")
        }
        return findings
    }

    static let failed = Facts.cluster([.namespace("a"): .failed("connection refused")])
    static let why = #"Namespace "a" could not be looked up: connection refused"#

    @Test func `a question is left open, asked once for all rules, and decides when it is answered`() throws {
        let policy = Policy(Self.asking, LaterFinder(finder: Self.asking))
        let review = try Review.create("{}")
        #expect(policy.evaluate(review, at: .validate, knowing: .cluster()).questions == [.namespace("a")])
        let rows: [(ObjectFacts?, Bool)] = [
            (nil, true), (ObjectFacts(), true), (ObjectFacts(labels: ["locked": ""]), false),
        ]
        for (object, isAllowed) in rows {
            let facts = Facts.cluster([.namespace("a"): .object(object)])
            let decision = try #require(policy.evaluate(review, at: .validate, knowing: facts).decision)
            #expect(decision.isAllowed == isAllowed && decision.warnings.isEmpty)
        }
    }

    @Test func `another answer is no answer`() throws {
        let facts = Facts.cluster([.project("a"): .object(nil), .namespace("b"): .object(nil)])
        let outcome = Policy(Self.asking).evaluate(try .create("{}"), at: .validate, knowing: facts)
        #expect(outcome.questions == [.namespace("a")])
    }

    @Test func `without a cluster nothing is asked and the rule does without`() throws {
        let decision = Policy(Self.asking).evaluate(try .create("{}"), at: .validate).decision
        #expect(decision?.isAllowed == true && decision?.warnings == ["not known"])
    }

    static let failures: [(Policy.IfUnavailable, Enforcement, Int?, [String], String)] = [
        (.deny, .deny, 500, ["not known"], "finder"),
        (.deny, .warn, nil, ["not known", "finder: \(why)"], "finder"),
        (.warn, .deny, nil, ["not known", "finder could not check everything: \(why)"], ""),
        (.warn, .warn, nil, ["not known", "finder could not check everything: \(why)"], ""),
        (.deny, .disabled, nil, [], ""),
    ]

    @Test(arguments: failures)
    func `a look-up that fails denies or is said aloud`(
        _ ifUnavailable: Policy.IfUnavailable, _ enforce: Enforcement, _ code: Int?, _ warnings: [String],
        _ fired: String
    ) throws {
        let policy = Policy(Self.asking, enforce: enforce, ifUnavailable: ifUnavailable)
        let decision = policy.evaluate(try .create("{}"), at: .validate, knowing: Self.failed).decision
        #expect(decision?.status?.code == code && decision?.warnings == warnings && decision?.fired == fired)
        if code == 500 {
            #expect(decision?.status?.message == "Internal error occurred: finder: \(Self.why)")
            #expect(decision?.status?.details?.retryAfterSeconds == 1 && decision?.status?.details?.causes == [])
        }
    }

    @Test(arguments: Policy.IfUnavailable.allCases)
    func `a look-up for advice that fails is said and denies nothing`(_ ifUnavailable: Policy.IfUnavailable) throws {
        let advising = Finder { _, facts in
            var findings = Findings()
            _ = findings.look(up: .namespace("a"), in: facts, isAdvice: true)
            return findings
        }
        let policy = Policy(advising, ifUnavailable: ifUnavailable)
        #expect(policy.evaluate(try .create("{}"), at: .validate, knowing: .cluster()).questions == [.namespace("a")])
        let decision = policy.evaluate(try .create("{}"), at: .validate, knowing: Self.failed).decision
        #expect(decision?.isAllowed == true && decision?.warnings == [Self.why] && decision?.fired == "")
    }

    @Test func `an update is not excused from a look-up that fails`() throws {
        let outcome = Policy(Self.asking).evaluate(
            try .update(from: "{}", to: "{}"), at: .validate, knowing: Self.failed)
        #expect(outcome.decision?.status?.code == 500)
    }
}
