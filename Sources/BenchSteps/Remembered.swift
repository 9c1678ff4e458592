internal import Admission
internal import Cluster
internal import Synchronization

/// A cluster whose answers are at hand once they have been asked for: found by the question, under a lock, as those of
/// an API server are.
final class Remembered: FactSource {
    private let folder: ClusterFolder
    private let answers = Mutex<[Question: Facts.Answer]>([:])

    init(_ folder: ClusterFolder) { self.folder = folder }

    func atHand(_ question: Question) -> Facts.Answer? { answers.withLock { $0[question] } }

    func known(_ questions: [Question]) -> [Question: Facts.Answer] {
        let known = folder.known(questions)
        answers.withLock { $0.merge(known) { _, new in new } }
        return known
    }

    func find(
        _ questions: [Question], within time: Duration, then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) { then(known(questions)) }
}
