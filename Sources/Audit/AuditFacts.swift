internal import Admission
internal import Synchronization

/// Answers to rules' questions for one audit, each asked once: what has been found out holds for the whole of it, as if
/// all objects were looked at in one moment.
final class AuditFacts: FactSource {
    /// Answers kept: about 10 MiB. When there are more, all are forgotten and asked for again.
    private static let entries = 10_000
    /// Failures that are told each; mostly all have one cause.
    private static let failuresShown = 20

    private let source: any FactSource
    private let asksForAccess: Bool
    private let state = Mutex(State())

    private struct State {
        var answers: [Question: Facts.Answer] = [:]
        var failures: [String] = []
        var failed = 0
        var accessQuestions = 0
    }

    /// - Parameters:
    ///   - source: answers every question at once, or says why it cannot.
    ///   - asksForAccess: false: whoever creates the objects may do everything.
    init(_ source: any FactSource, asksForAccess: Bool) {
        self.source = source
        self.asksForAccess = asksForAccess
    }

    /// What could not be looked up and why, and how many questions that were in all.
    var failures: (shown: [String], count: Int) { state.withLock { ($0.failures, $0.failed) } }

    /// How many questions about access were not put to the cluster since this was last asked.
    func takeAccessQuestions() -> Int {
        state.withLock { state in
            defer { state.accessQuestions = 0 }
            return state.accessQuestions
        }
    }

    func known(_ questions: [Question]) -> [Question: Facts.Answer] {
        var known: [Question: Facts.Answer] = [:]
        state.withLock { state in
            for question in questions {
                if case .access = question, !asksForAccess {
                    state.accessQuestions += 1
                    known[question] = .access(true)
                } else {
                    known[question] = state.answers[question]
                }
            }
        }
        let open = questions.filter { known[$0] == nil }
        guard !open.isEmpty else { return known }
        let found = source.known(open)
        state.withLock { state in
            for (question, answer) in found {
                known[question] = answer
                keep(answer, to: question, in: &state)
            }
        }
        return known
    }

    func find(
        _ questions: [Question], within time: Duration, then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) {
        source.find(questions, within: time, then: then)
    }

    private func keep(_ answer: Facts.Answer, to question: Question, in state: inout State) {
        switch answer {
        // The watches have these, and annotations may be long.
        case .object(.some): return
        case .failed(let why):
            state.failed += 1
            if state.failures.count < Self.failuresShown { state.failures.append("\(question): \(why)") }
        default: break
        }
        if state.answers.count >= Self.entries { state.answers = [:] }
        state.answers[question] = answer
    }
}
