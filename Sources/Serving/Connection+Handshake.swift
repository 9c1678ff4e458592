extension Connection {
    func shakeHands(_ turn: inout Turn) -> Outcome {
        switch channel.handshake() {
        case .done:
            tally.add(to: .handshakes)
            // Where it is not to stay, a client has no more time for its first request than for the head of one.
            clock.enter(turn.isClosed || place.isSpare ? .head : .idle, at: turn.now)
            return read(&turn)
        case .wantsRead: return .wait(.read)
        case .wantsWrite: return .wait(.write)
        case .closed: return .end
        // OpenSSL has sent an alert that says why: let it arrive.
        case .failed:
            tally.count(.handshakeFailed)
            return beginLingering(&turn)
        }
    }
}
