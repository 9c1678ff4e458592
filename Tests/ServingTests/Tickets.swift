@testable import Serving

/// Tickets that a handler has been given, for a test to use when it sees fit.
final class Tickets: Sendable {
    let mailbox: Mailbox<Reply>
    private let poller: Poller

    init() throws {
        let poller = try Poller()
        mailbox = try Mailbox()
        try poller.add(mailbox.wakeUp.token)
        self.poller = poller
    }

    /// Waits for the next ticket.
    func next() -> [Reply] {
        while true {
            var ready: [Token] = []
            poller.wait(blocking: true, into: &ready)
            mailbox.wakeUp.acknowledge()
            let tickets = mailbox.take()
            if !tickets.isEmpty { return tickets }
        }
    }
}
