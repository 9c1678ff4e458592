internal import Synchronization

/// What a source could say at once while one review was decided. Rules may ask a thing more than once, for the old
/// object or for what a patch makes of it: they must hear the same each time, whatever the cluster says meanwhile.
final class FactsAtHand: Sendable {
    private let source: any FactSource
    /// How many questions most reviews come to at the most.
    private static let mostly = 4
    /// A review comes to less than twenty questions, mostly three: to look through them is quicker than to hash.
    private let told = Mutex<[Told]>([])

    /// No tuple, which the runtime copies and lets go of piece by piece.
    private struct Told {
        let question: Question
        let answer: Facts.Answer
    }

    init(of source: any FactSource) { self.source = source }

    /// nil: it has to be waited for.
    func answer(_ question: Question) -> Facts.Answer? {
        told.withLock { told in
            // By index, as `first` would copy each of them.
            for at in told.indices where told[at].question == question { return told[at].answer }
            guard let answer = source.atHand(question) else { return nil }
            if told.isEmpty { told.reserveCapacity(Self.mostly) }
            told.append(Told(question: question, answer: answer))
            return answer
        }
    }
}
