internal import HTTP
internal import Synchronization

/// What one event loop needs from the outside, made before its thread starts so that every failure is one of starting.
final class Worker: Sendable {
    /// What a loop is asked to do, in the order in which it may be asked.
    enum Command: Int, AtomicRepresentable {
        case serve
        /// Have every answer be the last on its connection, after a while accept nothing more, answer what is in
        /// flight, then end.
        case drain
        /// The same without a while.
        case close
        /// End at once.
        case cut
    }

    let listener: Listener
    let places: Places
    /// Where they are all taken, whoever comes has the place of the connection whose deadline comes first.
    let makesRoom: Bool
    let limits: Limits
    let bodies: BodyBudget
    let pending: Quota
    let timeouts: Timeouts
    let drain: Drain
    /// Where the loop is: another with each connection.
    let turn = TurnCount()
    let tally = Tally()
    let poller: Poller
    let alarm: AlarmClock
    /// Answers that come later, and what makes them; a command comes through its eventfd too.
    let mailbox: Mailbox<Reply.Letter>
    private let order = Atomic(Command.serve)

    init(
        _ listener: Listener, places: Places, bodies: BodyBudget, pending: Quota, settings: ServerSettings,
        makesRoom: Bool = false
    ) throws(ServerError) {
        let poller = try Poller()
        let alarm = try AlarmClock()
        let mailbox = try Mailbox<Reply.Letter>()
        try poller.add(listener.token)
        try poller.add(alarm.token)
        try poller.add(mailbox.wakeUp.token)
        self.listener = listener
        self.places = places
        self.makesRoom = makesRoom
        self.bodies = bodies
        self.pending = pending
        self.poller = poller
        self.alarm = alarm
        self.mailbox = mailbox
        limits = settings.limits
        timeouts = settings.timeouts
        drain = settings.drain
    }

    var command: Command { order.load(ordering: .acquiring) }

    /// Called from any thread.
    func obey(_ command: Command) {
        order.store(command, ordering: .releasing)
        mailbox.wakeUp.send()
    }
}
