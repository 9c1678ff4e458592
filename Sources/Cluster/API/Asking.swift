internal import Serving
internal import Synchronization

/// One question that is put to the API server, again where that may help, as long as somebody waits for the answer.
final class Asking: Sendable {
    private struct State {
        /// What it waits for at the moment: a call or a timer of the client; 0 before the first.
        var number: UInt64 = 0
        var isGivenUp = false
    }

    private let client: HTTPClient
    private let state = Mutex(State())

    init(with client: HTTPClient) {
        self.client = client
    }

    /// Waits for this call or timer from here on.
    func wait(for number: UInt64) {
        let isGivenUp = state.withLock { state in
            // The client's thread may have got further meanwhile.
            state.number = max(state.number, number)
            return state.isGivenUp
        }
        if isGivenUp { client.withdraw(number) }
    }

    /// Nobody waits for the answer any more: a call that has not begun does not begin. Its outcome is `.stopped`.
    func giveUp() {
        let number = state.withLock { state in
            state.isGivenUp = true
            return state.number
        }
        client.withdraw(number)
    }
}
