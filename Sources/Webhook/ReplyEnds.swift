internal import Admission
internal import JSON

/// How the replies end that let a request pass without a word, each written once for a policy: nearly all replies are
/// one of these, and only the uid before it is new.
struct ReplyEnds: Sendable {
    private let validate: Ends
    private let mutate: Ends

    private struct Ends: Sendable {
        private let rules: [RuleBits]
        private let notes: [[Annotation]]
        private let texts: [[UInt8]]

        init(_ decisions: [Decision]) {
            rules = decisions.map(\.ran)
            notes = decisions.map(\.notes)
            texts = decisions.map { decision in
                var writer = Writer()
                writer.outcome(decision)
                return writer.bytes
            }
        }

        func end(of decision: Decision) -> [UInt8]? {
            for at in rules.indices where rules[at] == decision.ran && notes[at] == decision.notes { return texts[at] }
            return nil
        }
    }

    init(of policy: Policy) {
        validate = Ends(policy.plainDecisions(at: .validate))
        mutate = Ends(policy.plainDecisions(at: .mutate))
    }

    /// nil for a decision that says or notes more, or of rules that seldom run together.
    func end(of decision: Decision, at endpoint: Endpoint) -> [UInt8]? {
        guard decision.isPlain else { return nil }
        return switch endpoint {
        case .validate: validate.end(of: decision)
        case .mutate: mutate.end(of: decision)
        }
    }
}
