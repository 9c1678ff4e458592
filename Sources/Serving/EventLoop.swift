internal import HTTP

/// One thread's share of the work: its listening socket, its connections, its deadlines. Nothing in here is shared.
final class EventLoop {
    /// How long an idle connection has for one more request when the server stops. The API server sends a call once and
    /// reports it as failed when the connection ends on it, so one that is in use must end with an answer that says so;
    /// in a second, a busy one has its next request.
    private static let lastCall = Duration.seconds(1)

    let worker: Worker
    var connections = ConnectionTable()
    var wheel: DeadlineWheel
    var turn: Turn
    /// Connections that have more to do without the poller saying so.
    private var unfinished: [Token] = []
    var serial: UInt32 = 0
    private var unanswered = 0
    private var inFlight = 0
    var isAccepting = true
    private var alarm: Instant?
    /// When no more connections are taken in, and when all is over; nil until the server is told to stop.
    private var ending: (closesAt: Instant, endsAt: Instant)?

    init(_ worker: Worker) {
        self.worker = worker
        let now = Instant.now
        wheel = DeadlineWheel(at: now)
        turn = Turn(at: now, bodies: worker.bodies)
    }

    /// Serves until told to end.
    /// - Returns: how many requests have been left unanswered.
    func run() -> Int {
        var ready: [Token] = []
        while worker.command != .cut, !turn.isClosed || connections.count > 0 {
            swap(&ready, &unfinished)
            let waiting = Instant.now
            worker.poller.wait(blocking: ready.isEmpty, into: &ready)
            worker.turn.step()
            turn.begin(at: .now, after: waiting)
            for (index, token) in ready.enumerated() {
                if index > 0 { turn.now = .now }
                handle(token)
            }
            ready.removeAll(keepingCapacity: true)
            if inFlight == 0 { turn.spare.giveWay() } else { turn.spare.giveWayToBodies() }
            setAlarm()
            worker.turn.step()
        }
        for connection in connections.all { cut(connection) }
        // What is in there may hold a ticket, which would hold the mailbox.
        _ = worker.mailbox.close()
        return unanswered
    }

    private func handle(_ token: Token) {
        guard token.serial == 0 else {
            if let connection = connections[token] { settle(connection, connection.advance(&turn)) }
            return
        }
        switch token {
        case worker.mailbox.wakeUp.token:
            worker.mailbox.wakeUp.acknowledge()
            if ending == nil, worker.command != .serve {
                drain(after: worker.command == .drain ? worker.drain.delay : .zero)
            }
            for letter in worker.mailbox.take() { open(letter) }
        case worker.alarm.token:
            worker.alarm.acknowledge()
            alarm = nil
            lookAtDeadlines()
        default: _ = accept()
        }
    }

    // MARK: Connections

    /// Does what a connection asks for after its turn.
    func settle(_ connection: Connection, _ outcome: Connection.Outcome) {
        worker.turn.goOn()
        count(connection, isInFlight: connection.clock.phase.isInFlight)
        switch outcome {
        case .end: return end(connection)
        case .again: unfinished.append(connection.token)
        case .wait(let interest):
            if interest != connection.interest {
                connection.interest = interest
                worker.poller.change(connection.token, to: interest)
            }
            if turn.isClosed, connection.clock.phase == .idle { connection.end(by: turn.now + Self.lastCall) }
        }
        connection.alarm = wheel.insert(
            connection.token, deadline: connection.clock.deadline, unlessBy: connection.alarm)
    }

    /// Ends a connection in order.
    func finish(_ connection: Connection) {
        connection.finish()
        end(connection)
    }

    /// Ends a connection, be it owed an answer.
    private func cut(_ connection: Connection) {
        if connection.isOwedAnAnswer { unanswered += 1 }
        end(connection)
    }

    private func end(_ connection: Connection) {
        count(connection, isInFlight: false)
        worker.tally.add(-1, to: .open)
        connections.remove(connection)
        if !isAccepting { resumeAccepting() }
    }

    private func count(_ connection: Connection, isInFlight: Bool) {
        guard connection.isInFlight != isInFlight else { return }
        connection.isInFlight = isInFlight
        inFlight += isInFlight ? 1 : -1
        worker.tally.add(isInFlight ? 1 : -1, to: .inFlight)
    }

    // MARK: Time

    private func lookAtDeadlines() {
        for token in wheel.removeDue(at: turn.now) {
            guard let connection = connections[token] else {
                if token == worker.mailbox.wakeUp.token { lookAtEnding() }
                continue
            }
            // Brought up by an entry older than the one that counts.
            guard let alarm = connection.alarm, alarm <= turn.now else { continue }
            connection.alarm = nil
            if connection.clock.isOver(at: turn.now), connection.clock.phase != .answering {
                // What it waits for may have come, and this loop has not been told of it yet.
                settle(connection, connection.advance(&turn))
                guard connections[token] != nil else { continue }
            }
            guard connection.clock.isOver(at: turn.now) else {
                connection.alarm = wheel.insert(
                    token, deadline: connection.clock.deadline, unlessBy: connection.alarm)
                continue
            }
            if let refusal = Refusal(outOfTimeIn: connection.clock.phase) { worker.tally.count(refusal) }
            switch connection.clock.phase {
            case .idle: finish(connection)
            case .answering: deliver(Reply.tooLate, to: token)
            default: end(connection)
            }
        }
        if !isAccepting { resumeAccepting() }
    }

    private func setAlarm() {
        guard let next = wheel.next, alarm.map({ next < $0 }) ?? true else { return }
        alarm = next
        worker.alarm.set(next)
    }

    // MARK: The end

    /// From now on every answer is the last on its connection; after `delay`, no more connections are taken in.
    private func drain(after delay: Duration) {
        let endsAt = turn.now + worker.drain.limit
        ending = (min(turn.now + delay, endsAt), endsAt)
        turn.isLast = true
        lookAtEnding()
    }

    /// Does what it is time for, and has the wheel bring up what is to come; it may do so before its time, and more
    /// than once.
    private func lookAtEnding() {
        guard let ending else { return }
        if ending.closesAt <= turn.now, !turn.isClosed { close() }
        if ending.endsAt <= turn.now { for connection in connections.all { cut(connection) } }
        let next = turn.isClosed ? ending.endsAt : ending.closesAt
        if next > turn.now { _ = wheel.insert(worker.mailbox.wakeUp.token, deadline: next) }
    }

    /// Takes in what has come so far, then no more; has those connections end that stay idle after a while.
    private func close() {
        while accept() {}
        // A socket that no longer listens counts as hung up, which a poller reports without end.
        worker.poller.remove(worker.listener.token)
        worker.listener.socket.close()
        turn.isClosed = true
        for connection in connections.all where connection.clock.phase == .idle {
            // A request may have come that this loop has not been told of yet.
            settle(connection, connection.advance(&turn))
        }
    }
}
