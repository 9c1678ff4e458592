@testable import Serving

/// What other threads have for one that waits for it.
final class Inbox<Letter: Sendable>: Sendable {
    let mailbox: Mailbox<Letter>
    private let poller: Poller

    init() throws {
        let poller = try Poller()
        mailbox = try Mailbox()
        try poller.add(mailbox.wakeUp.token)
        self.poller = poller
    }

    func post(_ letter: Letter) { mailbox.post(letter) }

    /// Waits until there is something.
    func next() -> [Letter] {
        while true {
            var ready: [Token] = []
            poller.wait(blocking: true, into: &ready)
            mailbox.wakeUp.acknowledge()
            let letters = mailbox.take()
            if !letters.isEmpty { return letters }
        }
    }
}
