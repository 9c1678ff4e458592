internal import Admission
internal import Synchronization

/// Questions that somebody waits for, until all of them are answered or the time is up.
final class Search: Sendable {
    private struct State {
        var answers: [Question: Facts.Answer]
        var open: Set<Question>
        var then: (@Sendable ([Question: Facts.Answer]) -> Void)?
    }

    private let state: Mutex<State>

    init(
        known: [Question: Facts.Answer], open: Set<Question>,
        then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) {
        state = Mutex(State(answers: known, open: open, then: then))
    }

    func take(_ answer: Facts.Answer, to question: Question) {
        finish { state in
            guard state.open.remove(question) != nil else { return false }
            state.answers[question] = answer
            return state.open.isEmpty
        }
    }

    /// The time is up.
    /// - Parameter trouble: what is known of why a question is not answered.
    func giveUp(after time: Duration, trouble: (Question) -> String?) {
        let open = state.withLock(\.open)
        let milliseconds = Int(time / .milliseconds(1))
        let whys = open.map { ($0, trouble($0).map { "; \($0)" } ?? "") }
        finish { state in
            for (question, why) in whys where state.open.contains(question) {
                state.answers[question] = .failed("the API server has not answered within \(milliseconds) ms\(why)")
            }
            return true
        }
    }

    private func finish(_ body: (inout State) -> Bool) {
        let (then, answers) = state.withLock { state in
            guard body(&state), let then = state.then else {
                return (nil as (@Sendable ([Question: Facts.Answer]) -> Void)?, state.answers)
            }
            state.then = nil
            return (then, state.answers)
        }
        then?(answers)
    }
}
