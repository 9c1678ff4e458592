internal import HTTP

/// What other threads have for the connections.
extension EventLoop {
    func open(_ letter: Reply.Letter) {
        switch letter.content {
        case .answer(let response): hand(response, to: letter.token)
        case .work(let work, let reply): carry(out: work, for: reply)
        }
    }

    /// Hands over an answer that came later, if its connection is still there.
    func deliver(_ response: Response, to token: Token) {
        guard let connection = connections[token], let outcome = connection.deliver(response, &turn) else { return }
        settle(connection, outcome)
    }

    /// The same of one that may have come too late, be it that deciding took the rest of its time.
    private func hand(_ response: Response, to token: Token) {
        guard let connection = connections[token], connection.waitsForAnswer, connection.hasRunOut(at: turn.now) else {
            return deliver(response, to: token)
        }
        worker.tally.count(.answerTimeout)
        deliver(Reply.tooLate, to: token)
    }

    /// Makes the answer of one that waits for it, if its connection is still there and its time is not over. What came
    /// before it in this turn may have taken a while.
    private func carry(out work: Reply.Work, for reply: Reply) {
        turn.now = .now
        guard let connection = connections[reply.token], connection.waitsForAnswer,
            !connection.clock.isOver(at: turn.now)
        else { return }
        let answering = work(&turn.body)
        worker.turn.goOn()
        switch answering {
        case .later(let start): start(reply)
        case .now(let response):
            guard reply.settle() else { return }
            turn.now = .now
            hand(response, to: reply.token)
            turn.keep(response.body)
        }
    }
}
