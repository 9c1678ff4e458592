@testable import Serving

/// What other threads have for a test, which waits for it.
final class Inbox<Letter: Sendable>: Sendable {
    let mailbox: Mailbox<Letter>
    private let poller: Poller

    init() throws {
        let poller = try Poller()
        mailbox = try Mailbox()
        try poller.add(mailbox.wakeUp.token)
        self.poller = poller
    }

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

    /// Waits until there are so many.
    func next(_ count: Int) -> [Letter] {
        var letters: [Letter] = []
        while letters.count < count { letters += next() }
        return letters
    }
}

/// Tickets that a handler has been given, for a test to use when it sees fit.
typealias Tickets = Inbox<Reply>
