/// What other threads have for one that waits for it.
package final class Inbox<Letter: Sendable>: Sendable {
    private let mailbox: Mailbox<Letter>
    private let poller: Poller

    package init() throws(ServerError) {
        let poller = try Poller()
        mailbox = try Mailbox()
        try poller.add(mailbox.wakeUp.token)
        self.poller = poller
    }

    /// From any thread; true, since it is always read.
    @discardableResult
    package func post(_ letter: Letter) -> Bool { mailbox.post(letter) }

    /// Waits until there is something, and takes all of it.
    package func next() -> [Letter] {
        while true {
            var ready: [Token] = []
            poller.wait(blocking: true, into: &ready)
            mailbox.wakeUp.acknowledge()
            let letters = mailbox.take()
            if !letters.isEmpty { return letters }
        }
    }

    /// Waits until there are so many.
    package func next(_ count: Int) -> [Letter] {
        var letters: [Letter] = []
        while letters.count < count { letters += next() }
        return letters
    }
}
