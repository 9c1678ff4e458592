package import Kubernetes

/// What is known of the cluster while a review is decided.
package struct Facts: Sendable {
    /// What the cluster said to a question.
    package enum Answer: Sendable, Equatable {
        /// nil: there is no such object.
        case object(ObjectFacts?)
        case pullSecret(PullSecret?)
        case kubero(KuberoRegistry?)
        case stages([String])
        /// nil: there is no such role.
        case role(SecretAccess?)
        case access(Bool)
        /// It could not be asked, and why.
        case failed(String)
    }

    /// Whether there is a cluster to be asked.
    package let hasCluster: Bool
    /// What was found out by waiting for it.
    private var answers: [Question: Answer] = [:]
    /// What need not be waited for; nil: nothing.
    private let hand: FactsAtHand?

    /// `cluster.source: none`: nothing can be asked, and rules do without.
    package static let none = Facts(hasCluster: false, hand: nil)

    /// - Parameter answers: what has been asked so far.
    package static func cluster(_ answers: [Question: Answer] = [:]) -> Facts {
        var facts = Facts(hasCluster: true, hand: nil)
        facts.learn(answers)
        return facts
    }

    /// For one review: what the source can say at once is found while rules ask, and stays the same from then on.
    package static func cluster(askedOf source: any FactSource) -> Facts {
        Facts(hasCluster: true, hand: FactsAtHand(of: source))
    }

    private init(hasCluster: Bool, hand: FactsAtHand?) {
        self.hasCluster = hasCluster
        self.hand = hand
    }

    package mutating func learn(_ more: [Question: Answer]) { answers.merge(more) { _, new in new } }

    enum Knowledge {
        case answered(Answer)
        case open
        case noCluster
    }

    func knowledge(of question: Question) -> Knowledge {
        guard hasCluster else { return .noCluster }
        if !answers.isEmpty, let answer = answers[question] { return .answered(answer) }
        return hand?.answer(question).map { .answered($0) } ?? .open
    }
}
