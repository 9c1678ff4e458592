internal import Admission
internal import JSON

/// How the replies end that let a request pass without a word, each written once for a policy: nearly all replies are
/// one of these, and only the uid before it is new.
struct ReplyEnds: Sendable {
    private let validate: Ends
    private let mutate: Ends

    private struct Ends: Sendable {
        let rules: [RuleBits]
        let texts: [[UInt8]]

        init(_ decisions: [Decision]) {
            rules = decisions.map(\.ran)
            texts = decisions.map { decision in
                var writer = Writer()
                writer.outcome(decision)
                return writer.bytes
            }
        }

        func end(of decision: Decision) -> [UInt8]? { rules.firstIndex(of: decision.ran).map { texts[$0] } }
    }

    init(of policy: Policy) {
        validate = Ends(policy.plainDecisions(at: .validate))
        mutate = Ends(policy.plainDecisions(at: .mutate))
    }

    /// nil for a decision that says more, or of rules that seldom run together.
    func end(of decision: Decision, at endpoint: Endpoint) -> [UInt8]? {
        guard decision.isPlain else { return nil }
        return switch endpoint {
        case .validate: validate.end(of: decision)
        case .mutate: mutate.end(of: decision)
        }
    }
}
