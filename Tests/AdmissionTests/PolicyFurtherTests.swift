import Testing

@testable import Admission

@Suite struct PolicyFurtherTests {
    /// Finds one thing after the other.
    struct Phased: Validator {
        static let id = "phased"
        static let scopes = Finder.scopes
        let first: @Sendable (Review, Facts) -> Findings
        let further: @Sendable (Review, Facts) -> Findings

        func findings(in review: Review, knowing facts: Facts) -> Findings { first(review, facts) }
        func furtherFindings(in review: Review, knowing facts: Facts) -> Findings { further(review, facts) }
    }

    private static let wrong = Violation.invalid("spec.a", "x", "must be y")

    @Sendable private static func nothing(_ review: Review, _ facts: Facts) -> Findings { Findings() }

    @Sendable private static func violation(_ review: Review, _ facts: Facts) -> Findings {
        var findings = Findings()
        findings.report(wrong)
        return findings
    }

    @Sendable private static func advice(_ review: Review, _ facts: Facts) -> Findings {
        var findings = Findings()
        findings.warn("careful")
        return findings
    }

    @Sendable private static func question(_ review: Review, _ facts: Facts) -> Findings {
        var findings = Findings()
        _ = findings.look(up: .namespace("a"), in: facts)
        return findings
    }

    @Sendable private static func second(_ review: Review, _ facts: Facts) -> Findings {
        var findings = Findings()
        findings.report(.forbidden("further"))
        findings.warn("advice further on")
        findings.note(.breakGlass, "further")
        return findings
    }

    private static let failed = Facts.cluster([.namespace("a"): .failed("refused")])
    private static let answered = Facts.cluster([.namespace("a"): .object(nil)])

    static let firsts: [(String, @Sendable (Review, Facts) -> Findings, Facts, Policy.IfUnavailable, Bool)] = [
        ("nothing", nothing, .none, .deny, true), ("advice", advice, .none, .deny, true),
        ("a violation", violation, .none, .deny, false), ("an answered question", question, answered, .deny, true),
        ("a question answered in vain", question, failed, .deny, false),
        ("the same where that only warns", question, failed, .warn, true),
    ]

    @Test(arguments: firsts, [Enforcement.deny, .warn])
    func `a rule looks further only where it found nothing that counts`(
        _ row: (String, @Sendable (Review, Facts) -> Findings, Facts, Policy.IfUnavailable, Bool),
        _ enforce: Enforcement
    ) throws {
        let policy = Policy(Phased(first: row.1, further: Self.second), enforce: enforce, ifUnavailable: row.3)
        let decision = try #require(policy.evaluate(.create("{}"), at: .validate, knowing: row.2).decision)
        #expect(decision.warnings.contains("advice further on") == row.4, "\(row.0)")
        #expect((decision[.breakGlass] == "further") == row.4, "\(row.0)")
        #expect(decision.fired == "phased" && decision[.rules] == "phased", "\(row.0)")
        #expect(decision.isAllowed == (enforce == .warn), "\(row.0)")
        if enforce == .deny, row.4 { #expect(decision.status?.code == 403, "\(row.0)") }
        if enforce == .warn { #expect(decision.warnings.contains("further") == row.4, "\(row.0)") }
    }

    @Test func `an open question is answered before anything further is asked`() throws {
        let asking = Phased(first: Self.question) { _, facts in
            var findings = Findings()
            _ = findings.look(up: .project("b"), in: facts)
            return findings
        }
        let review = try Review.create("{}")
        #expect(Policy(asking).evaluate(review, at: .validate, knowing: .cluster()).questions == [.namespace("a")])
        #expect(Policy(asking).evaluate(review, at: .validate, knowing: Self.answered).questions == [.project("b")])
        let both = Facts.cluster([.namespace("a"): .object(nil), .project("b"): .object(nil)])
        #expect(Policy(asking).evaluate(review, at: .validate, knowing: both).decision?.isAllowed == true)
    }

    static let failures: [(Policy.IfUnavailable, Enforcement, Int?, [String], String)] = [
        (.deny, .deny, 500, [], "phased"),
        (.deny, .warn, nil, [#"phased: Namespace "a" could not be looked up: refused"#], "phased"),
        (.warn, .deny, nil, [#"phased could not check everything: Namespace "a" could not be looked up: refused"#], ""),
    ]

    @Test(arguments: failures)
    func `a look-up further on that fails denies or is said aloud`(
        _ ifUnavailable: Policy.IfUnavailable, _ enforce: Enforcement, _ code: Int?, _ warnings: [String],
        _ fired: String
    ) throws {
        let phased = Phased(first: Self.nothing, further: Self.question)
        let policy = Policy(phased, enforce: enforce, ifUnavailable: ifUnavailable)
        let decision = try #require(policy.evaluate(.create("{}"), at: .validate, knowing: Self.failed).decision)
        #expect(decision.status?.code == code && decision.warnings == warnings && decision.fired == fired)
        #expect(decision.status?.details?.retryAfterSeconds == (code == nil ? nil : 1))
    }

    @Test func `what an update leaves as it was does not end it, and what is found further on is not excused`() throws {
        let review = try Review.update(from: #"{"spec":{"a":"x"}}"#, to: #"{"spec":{"a":"x"}}"#)
        let phased = Phased(first: Self.violation, further: Self.second)
        let decision = try #require(Policy(phased).evaluate(review, at: .validate).decision)
        #expect(decision.status?.code == 403 && decision.fired == "phased")
        #expect(decision.warnings.last?.contains("it was so before") == true)
        let changed = try Review.update(from: #"{"spec":{"a":"z"}}"#, to: #"{"spec":{"a":"x"}}"#)
        #expect(Policy(phased).evaluate(changed, at: .validate).decision?.status?.code == 422)
    }

    @Test func `one rule's violation does not end another's`() throws {
        let policy = Policy(PolicyTests.broken, Phased(first: Self.nothing, further: Self.second))
        let decision = try #require(policy.evaluate(.create("{}"), at: .validate).decision)
        #expect(decision.fired == "finder,phased" && decision.status?.code == 403)
    }
}
