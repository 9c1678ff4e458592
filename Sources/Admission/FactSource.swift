/// Where questions about the cluster are answered.
package protocol FactSource: Sendable {
    /// What can be said to one question while a rule waits for it, with hardly more work than to find it; nil: nothing.
    func atHand(_ question: Question) -> Facts.Answer?

    /// What can be said at once, from what is at hand and fresh enough; other questions are left out.
    func known(_ questions: [Question]) -> [Question: Facts.Answer]

    /// Finds the rest out, and calls back exactly once, on any thread, with an answer to each question.
    /// - Parameter time: after which a failure is the answer.
    func find(
        _ questions: [Question], within time: Duration, then: @escaping @Sendable ([Question: Facts.Answer]) -> Void)
}

extension FactSource {
    /// Right for a source that is only asked for many at once. One that passes questions on has to pass these on too.
    package func atHand(_ question: Question) -> Facts.Answer? { nil }
}
