/// How connections come in, and what is done where there is no room for more.
extension EventLoop {
    /// Connections accepted before those that are there have their turn.
    private static let acceptedAtOnce = 64
    /// How long to leave new connections waiting when descriptors or memory have run out: two ticks of the wheel.
    private static let pause = Duration.milliseconds(100)

    /// Takes in some of the connections that wait; true if there may be more.
    func accept() -> Bool {
        for _ in 0..<Self.acceptedAtOnce {
            guard let place = worker.places.place() ?? placeMade() else {
                pauseAccepting()
                return false
            }
            switch worker.listener.socket.accept() {
            case .connection(let descriptor): open(descriptor, in: place)
            case .none: return false
            case .exhausted:
                pauseAccepting()
                return false
            }
        }
        return true
    }

    /// The place of the connection whose time is over first, if others are to make room here.
    private func placeMade() -> Place? {
        guard worker.makesRoom else { return nil }
        if let first = connections.firstToEnd { finish(first) }
        return worker.places.place()
    }

    private func open(_ descriptor: consuming FileDescriptor, in place: consuming Place) {
        serial = max(1, serial &+ 1)
        let token = Token(descriptor.raw, serial: serial)
        guard let channel = worker.listener.channel(over: descriptor), (try? worker.poller.add(token)) != nil else {
            return
        }
        let connection = Connection(
            channel, token: token, place: place, worker: worker, clock: PhaseClock(worker.timeouts, at: turn.now))
        connections.insert(connection)
        worker.tally.add(to: .accepted)
        worker.tally.add(to: .open)
        // The client's first bytes have mostly come with the connection.
        settle(connection, connection.advance(&turn))
    }

    private func pauseAccepting() {
        isAccepting = false
        worker.poller.change(worker.listener.token, to: .nothing)
        _ = wheel.insert(worker.mailbox.wakeUp.token, deadline: turn.now + Self.pause)
    }

    func resumeAccepting() {
        guard !turn.isClosed else { return }
        isAccepting = true
        worker.poller.change(worker.listener.token, to: .read)
    }
}
