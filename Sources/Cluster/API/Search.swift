internal import Admission
internal import Serving
internal import Synchronization

/// Questions that somebody waits for, until all of them are answered or the time is up.
final class Search: Sendable {
    private struct State {
        var answers: [Question: Facts.Answer]
        var open: Set<Question>
        /// nil once it is over.
        var then: (@Sendable ([Question: Facts.Answer]) -> Void)?
        /// When the time is up, as a timer of the client.
        var timer: UInt64?
    }

    private let client: HTTPClient
    private let state: Mutex<State>

    init(
        known: [Question: Facts.Answer], open: Set<Question>, by client: HTTPClient,
        then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) {
        self.client = client
        state = Mutex(State(answers: known, open: open, then: then))
    }

    var isOver: Bool { state.withLock { $0.then == nil } }

    /// Has the client see to it that this ends.
    /// - Parameter isUp: called when the time is up and there is something to wait for yet.
    func end(after time: Duration, isUp: @escaping @Sendable (Search) -> Void) {
        let timer = client.after(time) { _ in if !self.isOver { isUp(self) } }
        state.withLock { $0.timer = timer }
    }

    func take(_ answer: Facts.Answer, to question: Question) {
        let timer = finish { state in
            guard state.open.remove(question) != nil else { return false }
            state.answers[question] = answer
            return state.open.isEmpty
        }
        // It would be kept, with all that was asked and answered, until the time is up.
        if let timer { client.withdraw(timer) }
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

    /// - Returns: the timer that is of no use any more, if this is over now.
    @discardableResult
    private func finish(_ body: (inout State) -> Bool) -> UInt64? {
        let over = state.withLock { state -> State? in
            guard body(&state), state.then != nil else { return nil }
            defer { state = State(answers: [:], open: []) }
            return state
        }
        guard let over else { return nil }
        over.then?(over.answers)
        return over.timer
    }
}
