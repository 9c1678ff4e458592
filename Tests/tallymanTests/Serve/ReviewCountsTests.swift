import Admission
import Configuration
import Metrics
import Rules
import Testing
import Webhook

@testable import tallyman

@Suite struct ReviewCountsTests {
    private let rules = Catalogue.validators.map { $0.id } + Catalogue.mutators.map { $0.id }

    @Test func `a decision is counted by its code, its rules and its time`() throws {
        let counts = ReviewCounts(rules: rules)
        let reviewer = Reviewer(policy: Configuration().policy)
        let denied = reviewer.answer(try ConfigurationReloadTests.review(), at: .validate).decision
        counts.count(denied, at: .validate, nanoseconds: 10_000, isLate: false)
        counts.count(denied, at: .validate, nanoseconds: 10_001, isLate: true)
        let refused = reviewer.answer(Array("x".utf8), at: .mutate).decision
        counts.count(refused, at: .mutate, nanoseconds: 60_000_000_000, isLate: false)
        #expect(counts.reviews(.invalid, at: .validate) == 2 && counts.reviews(.badRequest, at: .mutate) == 1)
        #expect(counts.late(at: .validate) == 1 && counts.late(at: .mutate) == 0)
        let (sum, buckets) = counts.durations(at: .validate)
        #expect(sum == 20_001 && buckets == [1, 1] + [Int](repeating: 0, count: 14))
        #expect(counts.durations(at: .mutate).buckets.last == 1)
        for (index, rule) in rules.enumerated() {
            #expect(counts.reviews(with: .error, byRule: index) == (rule == "keep-namespace" ? 2 : 0))
        }
    }

    @Test func `every code of a decision has its place`() {
        let outcomes = [nil, 400, 403, 413, 422, 500, 418].map { ReviewCounts.Outcome($0) }
        #expect(Set(outcomes) == Set(ReviewCounts.Outcome.allCases))
    }

    @Test func `bounds rise, and there are counters for all rules`() {
        let bounds = ReviewCounts.bounds.indices.map { ReviewCounts.bounds[$0] }
        #expect(bounds == bounds.sorted() && Set(bounds).count == bounds.count)
        // Traps if not.
        _ = ReviewCounts(rules: rules + rules)
    }

    @Test func `look-ups are counted by what was asked for and what came of it`() {
        struct Source: FactSource {
            func atHand(_ question: Question) -> Facts.Answer? { question == .namespace("b") ? .object(nil) : nil }

            func known(_ questions: [Question]) -> [Question: Facts.Answer] {
                Dictionary(uniqueKeysWithValues: questions.filter { $0 == .project("a") }.map { ($0, .object(nil)) })
            }

            func find(
                _ questions: [Question], within time: Duration,
                then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
            ) {
                then([.stages(namespace: "a"): .stages([]), .namespace("a"): .failed("why")])
            }
        }
        let counts = LookUpCounts()
        let facts = CountedFacts(Source(), counting: counts)
        let questions = [Question.project("a"), .namespace("a"), .stages(namespace: "a")]
        #expect(facts.atHand(.namespace("b")) != nil && facts.atHand(.namespace("c")) == nil)
        #expect(facts.known(questions).count == 1)
        facts.find(Array(questions.dropFirst()), within: .seconds(1)) { _ in }
        let counted = counts.families[0].samples.filter { $0.value > 0 }.map {
            $0.labels.map(\.value) + ["\($0.value)"]
        }
        #expect(
            counted == [
                ["namespace", "known", "1.0"], ["namespace", "failed", "1.0"], ["project", "known", "1.0"],
                ["stages", "found", "1.0"],
            ])
    }
}
