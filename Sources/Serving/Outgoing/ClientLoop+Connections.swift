/// What becomes of a client's connections.
extension ClientLoop {
    /// Does what a connection asks for after its turn.
    func settle(_ connection: OutgoingConnection, _ outcome: OutgoingConnection.Outcome) {
        switch outcome {
        case .wait(let interest):
            if interest != connection.interest {
                connection.interest = interest
                core.poller.change(connection.token, to: interest)
            }
            noteProgress(of: connection)
        case .gone: end(connection)
        case .answered(let number, let response):
            stopTimer(of: connection)
            connection.phase == .idle ? rest(connection) : end(connection)
            finish(number, .success(response))
        case .failed(let failure):
            guard let number = connection.call, let entry = calls[number] else { return end(connection) }
            let isUnheard = connection.isUnheard
            let isUp = ![.connecting, .handshake].contains(connection.phase)
            let hasServed = connection.hasServed
            end(connection)
            if !isUp {
                connect(number, after: failure)
            } else if hasServed, isUnheard, entry.call.isIdempotent {
                // RFC 9112 section 9.3.1: a client may send an idempotent request again on a new connection.
                calls.sendAgain(number)
            } else {
                fail(number, failure)
            }
        }
    }

    /// A connection that has come up needs no timer for that any more; one that a stream comes on is heard of.
    private func noteProgress(of connection: OutgoingConnection) {
        guard ![.connecting, .handshake, .idle].contains(connection.phase), let number = connection.call,
            let call = calls[number]?.call
        else { return }
        stopTimer(of: connection)
        watchSilence(of: connection, call)
    }

    func watchSilence(of connection: OutgoingConnection, _ call: Call) {
        guard let stream = call.stream else { return }
        connection.timer = timers.add(.now + stream.quiet) { [unowned self, unowned connection] in
            connection.timer = nil
            settle(connection, .failed(.timedOut(core.settings.origin, connection.phase)))
        }
    }

    private func rest(_ connection: OutgoingConnection) {
        idle.append(connection)
        if connection.interest != .read {
            connection.interest = .read
            core.poller.change(connection.token, to: .read)
        }
        connection.timer = timers.add(.now + core.settings.idle) { [unowned self, unowned connection] in
            connection.timer = nil
            end(connection)
        }
    }

    func end(_ connection: OutgoingConnection) {
        stopTimer(of: connection)
        connection.forget()
        connection.finish()
        idle.removeAll { $0 === connection }
        connections[connection.token.descriptor] = nil
    }

    func stopTimer(of connection: OutgoingConnection) {
        guard let timer = connection.timer else { return }
        connection.timer = nil
        timers.cancel(timer)
    }
}
