internal import Admission

/// A source of facts that counts what it was asked for, and what came of it.
final class CountedFacts: FactSource {
    /// What came of a question.
    enum Outcome: Int, CaseIterable {
        /// At hand: in a folder, a watch or the cache.
        case known
        case found
        /// There was no answer, or not in time.
        case failed
    }

    private let source: any FactSource
    private let counters: LookUpCounts

    init(_ source: any FactSource, counting counters: LookUpCounts) {
        self.source = source
        self.counters = counters
    }

    func atHand(_ question: Question) -> Facts.Answer? {
        guard let answer = source.atHand(question) else { return nil }
        counters.count(question, .known)
        return answer
    }

    func known(_ questions: [Question]) -> [Question: Facts.Answer] {
        let answers = source.known(questions)
        for question in answers.keys { counters.count(question, .known) }
        return answers
    }

    func find(
        _ questions: [Question], within time: Duration, then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) {
        source.find(questions, within: time) { [counters] answers in
            for (question, answer) in answers {
                if case .failed = answer { counters.count(question, .failed) } else { counters.count(question, .found) }
            }
            then(answers)
        }
    }
}
