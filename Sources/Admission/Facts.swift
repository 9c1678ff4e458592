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
    private let answers: [Question: Answer]

    /// `cluster.source: none`: nothing can be asked, and rules do without.
    package static let none = Facts(hasCluster: false, answers: [:])

    /// - Parameter answers: what has been asked so far.
    package static func cluster(_ answers: [Question: Answer] = [:]) -> Facts {
        Facts(hasCluster: true, answers: answers)
    }

    private init(hasCluster: Bool, answers: [Question: Answer]) {
        self.hasCluster = hasCluster
        self.answers = answers
    }

    enum Knowledge {
        case answered(Answer)
        case open
        case noCluster
    }

    func knowledge(of question: Question) -> Knowledge {
        guard hasCluster else { return .noCluster }
        return answers[question].map { .answered($0) } ?? .open
    }
}
