internal import HTTP

/// Requests that are sent away: those that there is no time or room for, and those that need not send their body.
extension Connection {
    /// Waiting for less than this matters to nobody: the API server gives a call a second at least, or what is left of
    /// the 34 s of all its calls.
    private static let noticed = Duration.milliseconds(10)

    /// Why a request must not be decided on; nil if it may.
    /// - Parameter waited: since its first byte came.
    func reasonToShed(_ request: Request, after waited: Duration) -> RequestFailure? {
        if place.isSpare { return .noConnection }
        guard waited > Self.noticed, let timeout = handler.timeout(of: request), waited >= timeout else { return nil }
        return .tooLate
    }

    /// Whether whoever asked has given up while it was decided, which may take a second or two where the body is large.
    /// The requests behind it have waited for that too, so the turn goes by this time from here on.
    func hasRunOut(_ request: Request, since came: Instant, _ turn: inout Turn) -> Bool {
        guard let timeout = handler.timeout(of: request) else { return false }
        turn.now = .now
        return turn.now - came >= timeout
    }

    /// Whether the answer that is waited for has come too late, and its alarm has not gone off yet.
    func hasRunOut(at now: Instant) -> Bool {
        clock.phase == .answering ? clock.isOver(at: now) : answerBy.map { $0 <= now } ?? false
    }

    /// Sends a request away; true, as it is answered then.
    func shed(_ request: Request, _ failure: RequestFailure, _ turn: inout Turn) -> Bool {
        var response = handler.refuse(failure)
        response.close = true
        tally.count(Refusal(failure))
        say(response, to: request, turn.isLast, into: &turn.output)
        return true
    }

    /// Answers a client that waits to be told to send its body where that is not needed; false if it is. RFC 9110
    /// section 10.1.1: at once, and then the connection ends, as the body is not read.
    ///
    /// A body that is going to be too long is needed all the same: the uid that the denial goes to stands in it.
    func refuse(_ head: Request, _ turn: inout Turn) -> Bool {
        guard !place.isSpare, var response = handler.refusal(ofHead: head) else { return false }
        tally.add(to: .requests)
        response.close = true
        say(response, to: head, turn.isLast, into: &turn.output)
        return true
    }

    /// How long its answer may yet take to be heard: a twentieth of the time is left for the way back.
    func timeToAnswer(_ request: Request, after waited: Duration) -> Duration? {
        handler.timeout(of: request).map { max(.zero, $0 * 19 / 20 - waited) }
    }
}
