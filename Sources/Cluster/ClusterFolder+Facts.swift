package import Admission

extension ClusterFolder: FactSource {
    /// Everything is known: what is not in the folder is not in the cluster.
    package func known(_ questions: [Question]) -> [Question: Facts.Answer] {
        Dictionary(questions.map { ($0, answer($0)) }, uniquingKeysWith: { first, _ in first })
    }

    package func find(
        _ questions: [Question], within time: Duration, then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) {
        then(known(questions))
    }

    package func atHand(_ question: Question) -> Facts.Answer? { answer(question) }

    private func answer(_ question: Question) -> Facts.Answer {
        switch question {
        case .namespace(let name): .object(namespace(name))
        case .project(let name): .object(project(name))
        case .pullSecret(let namespace, let name): .pullSecret(pullSecret(namespace: namespace, name: name))
        case .kubero(let namespace): .kubero(kubero(namespace: namespace))
        case .stages(let namespace): .stages(stages(namespace: namespace))
        case .role(let namespace, let name): .role(role(namespace: namespace, name: name))
        case .access(let review): .access(access(review) != nil)
        }
    }
}
