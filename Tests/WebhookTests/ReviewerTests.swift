import Admission
import JSON
import Synchronization
import Testing

@testable import Webhook

/// Asks about two Namespaces, and where neither is locked, about a Project.
struct Asker: Validator, Mutator {
    static let id = "asker"
    static let scopes = Told.scopes

    func findings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        for name in ["a", "b"] { look(.namespace(name), facts, &findings) }
        return findings
    }

    func furtherFindings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        look(.project("c"), facts, &findings)
        return findings
    }

    func patch(for review: Review, knowing facts: Facts) -> (patch: Patch, findings: Findings) {
        var (patch, findings) = (Patch(), findings(in: review, knowing: facts))
        if findings.questions.isEmpty, findings.violations.isEmpty, review.object?["seen"] == nil {
            patch.add("seen", .bool(facts.hasCluster))
        }
        return (patch, findings)
    }

    private func look(_ question: Question, _ facts: Facts, _ findings: inout Findings) {
        guard case .found(let object) = findings.look(up: question, in: facts) else { return }
        if object.labels["locked"] != nil { findings.report(.forbidden("\(question) is locked")) }
    }
}

/// Answers some questions at once and the others when asked to find out; counts both.
final class CountingSource: FactSource {
    private let cluster: [Question: Facts.Answer]
    private let atHand: Set<Question>
    private let log = Mutex<[[Question]]>([])
    private let found = Mutex<[[Question]]>([])

    init(_ cluster: [Question: Facts.Answer], atHand: Set<Question>) {
        (self.cluster, self.atHand) = (cluster, atHand)
    }

    /// The questions of each call of `known`, and of each of `find`.
    var asked: [[Question]] { log.withLock { $0 } }
    var searched: [[Question]] { found.withLock { $0 } }

    func known(_ questions: [Question]) -> [Question: Facts.Answer] {
        log.withLock { $0.append(questions) }
        return cluster.filter { questions.contains($0.key) && atHand.contains($0.key) }
    }

    func find(
        _ questions: [Question], within time: Duration, then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) { then(search(questions)) }

    func search(_ questions: [Question]) -> [Question: Facts.Answer] {
        found.withLock { $0.append(questions) }
        return cluster.filter { questions.contains($0.key) }
    }
}

@Suite struct ReviewerTests {
    static let a = Question.namespace("a")
    static let b = Question.namespace("b")
    static let c = Question.project("c")
    static let all = [a, b, c]
    static let open = Facts.Answer.object(ObjectFacts())
    static let locked = Facts.Answer.object(ObjectFacts(labels: ["locked": ""]))

    static let policy = Policy(
        validators: [.init(Asker(), enforce: .deny, reach: Reach())],
        mutators: [.init(Asker(), enforce: .fix, reach: Reach())], ifUnavailable: .deny, digest: "abc")
    static let body = Asked.body(object: "{}")

    static let clusters: [(String, [Question: Facts.Answer], Int?)] = [
        ("all open", [a: open, b: open, c: open], nil),
        ("nothing there", [a: .object(nil), b: .object(nil), c: .object(nil)], nil),
        ("the first locked", [a: locked, b: open, c: open], 403),
        ("the last locked", [a: open, b: open, c: locked], 403),
        ("the first failing", [a: .failed("refused"), b: open, c: open], 500),
        ("the last failing", [a: open, b: open, c: .failed("refused")], 500),
    ]

    /// Every set of questions that can be answered at once.
    static let atHand: [Set<Question>] = (0..<8).map { bits in
        Set(all.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element))
    }

    /// Decides as the server does, with what has to be waited for found out at once.
    private func decide(_ source: CountingSource, at endpoint: Endpoint) -> Answer {
        let reviewer = Reviewer(policy: Self.policy, source: source)
        var progress = reviewer.begin(Self.body, at: endpoint)
        while case .waiting(let review) = progress {
            progress = reviewer.resume(review, knowing: source.search(review.open))
        }
        guard case .answered(let answer) = progress else { return reviewer.answer([], at: endpoint) }
        return answer
    }

    @Test(arguments: clusters, Endpoint.allCases)
    func `the decision is the same whichever answers are at hand, and each question is asked once`(
        _ row: (String, [Question: Facts.Answer], Int?), _ endpoint: Endpoint
    ) throws {
        var texts: Set<String> = []
        for atHand in Self.atHand {
            let source = CountingSource(row.1, atHand: atHand)
            let answer = decide(source, at: endpoint)
            texts.insert(try #require(answer.text))
            if endpoint == .validate { #expect(answer.decision.status?.code == row.2, "\(row.0)") }
            let asked = Array(source.asked.joined())
            #expect(asked.count == Set(asked).count, "\(row.0): \(source.asked)")
            #expect(source.asked.first == [Self.a, Self.b])
            #expect(Array(source.searched.joined()) == asked.filter { !atHand.contains($0) }, "\(row.0)")
            // The Project is asked about only where the Namespaces have nothing against it.
            let isFurther = endpoint == .validate && row.1[Self.a] != Self.locked && row.1[Self.a] != .failed("refused")
            #expect(asked.contains(Self.c) == isFurther, "\(row.0)")
        }
        #expect(texts.count == 1, "\(row.0): \(texts)")
    }

    @Test func `a source that knows everything is not waited for`() {
        let source = CountingSource(Self.clusters[0].1, atHand: Set(Self.all))
        guard case .answered(let answer) = Reviewer(policy: Self.policy, source: source).begin(Self.body, at: .validate)
        else {
            Issue.record("waiting")
            return
        }
        #expect(answer.decision.isAllowed && answer.identity == ReviewIdentity(uid: "u-1", version: .v1))
        #expect(source.asked == [[Self.a, Self.b], [Self.c]] && source.searched == [])
    }

    @Test func `what is open is what is not known, and half an answer is not the end of it`() {
        let source = CountingSource(Self.clusters[0].1, atHand: [Self.a])
        let reviewer = Reviewer(policy: Self.policy, source: source)
        guard case .waiting(let first) = reviewer.begin(Self.body, at: .validate) else {
            Issue.record("answered")
            return
        }
        #expect(first.open == [Self.b])
        guard case .waiting(let idle) = reviewer.resume(first, knowing: [:]) else {
            Issue.record("answered")
            return
        }
        #expect(idle.open == [Self.b])
        guard case .waiting(let second) = reviewer.resume(first, knowing: [Self.b: Self.open]) else {
            Issue.record("answered")
            return
        }
        #expect(second.open == [Self.c])
        guard case .answered(let answer) = reviewer.resume(second, knowing: [Self.c: Self.locked]) else {
            Issue.record("waiting")
            return
        }
        #expect(answer.decision.status?.code == 403 && answer.identity?.uid == "u-1" && answer.review != nil)
    }

    @Test func `giving up decides with what is known, and what is not could not be looked up`() {
        let rows: [(Set<Question>, [String])] = [
            ([], [#"Namespace "a""#, #"Namespace "b""#]), ([Self.a], [#"Namespace "b""#]),
            ([Self.a, Self.b], [#"Project "c""#]), ([Self.b, Self.c], [#"Namespace "a""#]),
        ]
        for (atHand, missing) in rows {
            let source = CountingSource(Self.clusters[0].1, atHand: atHand)
            let answer = Reviewer(policy: Self.policy, source: source).answer(Self.body, at: .validate)
            #expect(answer.decision.status?.code == 500 && source.searched == [])
            let reasons = missing.map { "asker: \($0) could not be looked up: it would have to be waited for" }
            let list = reasons.count == 1 ? reasons[0] : "[\(reasons.joined(separator: ", "))]"
            #expect(answer.decision.status?.message == "Internal error occurred: \(list)")
        }
        let none = CountingSource([:], atHand: [])
        let mutated = Reviewer(policy: Self.policy, source: none).answer(Self.body, at: .mutate)
        #expect(mutated.decision.isAllowed && mutated.decision.warnings.count == 2)
    }

    @Test func `what is known beats giving up where it denies`() {
        let source = CountingSource([Self.a: Self.locked], atHand: [Self.a])
        let answer = Reviewer(policy: Self.policy, source: source).answer(Self.body, at: .validate)
        #expect(answer.decision.status?.code == 403)
    }

    @Test func `without a source nothing is asked`() {
        guard case .answered(let answer) = Reviewer(policy: Self.policy).begin(Self.body, at: .validate) else {
            Issue.record("waiting")
            return
        }
        #expect(answer.decision.isAllowed && answer.decision.warnings.isEmpty)
    }

    @Test func `what is no review asks nothing`() {
        let source = CountingSource(Self.clusters[0].1, atHand: [])
        let reviewer = Reviewer(policy: Self.policy, source: source)
        for (body, limit) in [([], nil), (Self.body, 5)] as [([UInt8], Int?)] {
            guard case .answered(let answer) = reviewer.begin(body, at: .validate, overflowing: limit) else {
                Issue.record("waiting")
                return
            }
            #expect(!answer.decision.isAllowed)
        }
        #expect(source.asked == [])
    }

    /// Asks one thing after the other, each only once the one before is answered.
    struct Chain: Validator {
        static let id = "chain"
        static let scopes = Told.scopes
        static let length = 200

        func findings(in review: Review, knowing facts: Facts) -> Findings {
            var findings = Findings()
            for link in 0..<Self.length {
                _ = findings.look(up: .namespace("n\(link)"), in: facts)
                guard findings.questions.isEmpty else { break }
            }
            return findings
        }
    }

    @Test func `however many rounds a rule takes, each brings an answer and there is an end`() {
        let policy = Policy(
            validators: [.init(Chain(), enforce: .deny, reach: Reach())], mutators: [], ifUnavailable: .warn,
            digest: "abc")
        let links = (0..<Chain.length).map { Question.namespace("n\($0)") }
        let cluster = Dictionary(uniqueKeysWithValues: links.map { ($0, Facts.Answer.object(nil)) })
        let known = CountingSource(cluster, atHand: Set(links))
        #expect(Reviewer(policy: policy, source: known).answer(Self.body, at: .validate).decision.isAllowed)
        #expect(known.asked == links.map { [$0] })
        let unknown = CountingSource([:], atHand: [])
        #expect(Reviewer(policy: policy, source: unknown).answer(Self.body, at: .validate).decision.isAllowed)
        #expect(unknown.asked == links.map { [$0] } && unknown.searched == [])
    }
}
