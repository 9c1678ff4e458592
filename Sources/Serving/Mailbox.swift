internal import Synchronization

/// What other threads have for a loop. It outlives the loop for as long as somebody may post.
final class Mailbox<Letter: Sendable>: Sendable {
    /// Reported by the loop's poller when there is something in here.
    let wakeUp: WakeUp
    /// nil once it is closed.
    private let letters = Mutex<[Letter]?>([])

    init() throws(ServerError) {
        wakeUp = try WakeUp()
    }

    /// From any thread; false if nobody will read it.
    @discardableResult
    func post(_ letter: Letter) -> Bool {
        let count = letters.withLock { letters in
            letters?.append(letter)
            return letters?.count
        }
        // The loop takes all at once, so that it has been woken already for every letter but the first.
        if count == 1 { wakeUp.send() }
        return count != nil
    }

    /// Takes all letters out, in the order in which they came.
    func take() -> [Letter] {
        letters.withLock { letters in
            guard let taken = letters, !taken.isEmpty else { return [] }
            letters = []
            return taken
        }
    }

    /// The same for the last time.
    func close() -> [Letter] {
        letters.withLock { letters in
            defer { letters = nil }
            return letters ?? []
        }
    }
}
