internal import HTTP
internal import Synchronization

/// What one event loop needs from the outside, made before its thread starts so that every failure is one of starting.
final class Worker: Sendable {
    /// What a loop is asked to do, in the order in which it may be asked.
    enum Command: Int, AtomicRepresentable {
        case serve
        /// Accept nothing more, answer what is in flight, then end.
        case drain
        /// End at once.
        case cut
    }

    let listener: Listener
    let connections: Int
    let limits: Limits
    let bodies: BodyBudget
    let timeouts: Timeouts
    let tally = Tally()
    let poller: Poller
    let alarm: AlarmClock
    /// Answers that come later; a command comes through its eventfd too.
    let mailbox: Mailbox<Reply.Letter>
    private let order = Atomic(Command.serve)

    init(
        _ listener: Listener, connections: Int, bodies: BodyBudget, settings: ServerSettings
    ) throws(ServerError) {
        let poller = try Poller()
        let alarm = try AlarmClock()
        let mailbox = try Mailbox<Reply.Letter>()
        try poller.add(listener.token)
        try poller.add(alarm.token)
        try poller.add(mailbox.wakeUp.token)
        self.listener = listener
        self.connections = connections
        self.bodies = bodies
        self.poller = poller
        self.alarm = alarm
        self.mailbox = mailbox
        limits = settings.limits
        timeouts = settings.timeouts
    }

    var command: Command { order.load(ordering: .acquiring) }

    /// Called from any thread.
    func obey(_ command: Command) {
        order.store(command, ordering: .releasing)
        mailbox.wakeUp.send()
    }
}
