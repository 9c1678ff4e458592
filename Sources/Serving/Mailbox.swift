internal import Synchronization

/// What other threads have for a loop. It outlives the loop for as long as somebody may post.
final class Mailbox<Letter: Sendable>: Sendable {
    /// Reported by the loop's poller when there is something in here.
    let wakeUp: WakeUp
    private let letters = Mutex<[Letter]>([])

    init() throws(ServerError) {
        wakeUp = try WakeUp()
    }

    /// From any thread.
    func post(_ letter: Letter) {
        let isFirst = letters.withLock { letters in
            letters.append(letter)
            return letters.count == 1
        }
        // The loop takes all at once, so that it has been woken already for every letter but the first.
        if isFirst { wakeUp.send() }
    }

    /// Takes all letters out, in the order in which they came.
    func take() -> [Letter] {
        letters.withLock { letters in
            guard !letters.isEmpty else { return [] }
            defer { letters = [] }
            return letters
        }
    }
}
