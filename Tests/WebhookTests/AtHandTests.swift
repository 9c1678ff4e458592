import Admission
import Synchronization
import Testing

@testable import Webhook

/// Has answers at hand, each time it is asked other ones.
final class ChangingSource: FactSource {
    private let atHand: Set<Question>
    private let log = Mutex<[Question]>([])
    private let batches = Mutex<[[Question]]>([])

    init(atHand: Set<Question>) { self.atHand = atHand }

    /// What was asked for while a rule waited, and what in batches.
    var asked: [Question] { log.withLock { $0 } }
    var known: [[Question]] { batches.withLock { $0 } }

    func atHand(_ question: Question) -> Facts.Answer? {
        guard atHand.contains(question) else { return nil }
        let number = log.withLock { log in
            log.append(question)
            return log.count
        }
        return .object(ObjectFacts(labels: ["number": "\(number)"]))
    }

    func known(_ questions: [Question]) -> [Question: Facts.Answer] {
        batches.withLock { $0.append(questions) }
        return [:]
    }

    func find(
        _ questions: [Question], within time: Duration, then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) { then([:]) }
}

/// Warns of what it hears about two Namespaces and a Project, which it asks about twice each.
struct Teller: Validator {
    static let id = "teller"
    static let scopes = Told.scopes

    func findings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        for question in ReviewerTests.all + ReviewerTests.all {
            guard case .found(let object) = findings.look(up: question, in: facts) else { continue }
            findings.warn("\(question) \(object.labels["number"] ?? "")")
        }
        return findings
    }
}

@Suite struct AtHandTests {
    private static func reviewer(_ source: ChangingSource) -> Reviewer {
        let policy = Policy(
            validators: [Teller(), Teller()].map { .init($0, enforce: .deny, reach: Reach()) }, mutators: [],
            ifUnavailable: .deny, digest: "abc")
        return Reviewer(policy: policy, source: source)
    }

    @Test func `what is at hand takes no batch, and is the same for a review however often it is asked`() {
        let source = ChangingSource(atHand: Set(ReviewerTests.all))
        for (review, number) in [(1, 1), (2, 4)] {
            let decision = Self.reviewer(source).answer(ReviewerTests.body, at: .validate).decision
            #expect(
                decision.warnings == [
                    #"Namespace "a" \#(number)"#, #"Namespace "b" \#(number + 1)"#, #"Project "c" \#(number + 2)"#,
                ], "review \(review)")
        }
        #expect(source.asked == ReviewerTests.all + ReviewerTests.all && source.known == [])
    }

    @Test func `what is not at hand is asked in one batch, after which nothing has changed`() {
        let source = ChangingSource(atHand: [ReviewerTests.b])
        let reviewer = Self.reviewer(source)
        guard case .waiting(let review) = reviewer.begin(ReviewerTests.body, at: .validate) else {
            Issue.record("answered")
            return
        }
        #expect(review.open == [ReviewerTests.a, ReviewerTests.c] && source.known == [review.open])
        let found = Facts.Answer.object(ObjectFacts(labels: ["number": "found"]))
        let answers = Dictionary(uniqueKeysWithValues: review.open.map { ($0, found) })
        guard case .answered(let answer) = reviewer.resume(review, knowing: answers) else {
            Issue.record("waiting")
            return
        }
        #expect(
            answer.decision.warnings == [
                #"Namespace "a" found"#, #"Namespace "b" 1"#, #"Project "c" found"#,
            ])
        #expect(source.asked == [ReviewerTests.b])
    }
}
