internal import HTTP

/// One connection: bytes in, requests answered in order, bytes out. It acts when its loop says that something can be
/// done, never waits, and says what it waits for.
final class Connection {
    enum Outcome: Equatable {
        case wait(Interest)
        /// There is more to read, but others have their turn first.
        case again
        case end
    }

    let token: Token
    let handler: any Handler
    /// Where tickets for later answers send them.
    private let mailbox: Mailbox<Reply.Letter>
    let tally: Tally
    let place: Place
    private let pending: Quota
    var channel: Channel
    private var intake: Intake
    var clock: PhaseClock
    /// Answers that the socket has not taken yet, from `sent` on.
    private var output: [UInt8] = []
    private var sent = 0
    /// Requests that came in behind those answers: they wait, so that a client that does not read cannot fill memory.
    private var backlog: [UInt8] = []
    private var isClosing = false
    /// When the request that is coming in began; nil between requests.
    private var began: Instant?
    /// The request whose answer comes later. Those behind it wait in `backlog`.
    private var awaited: Request?
    /// Until when that answer has to come.
    private(set) var answerBy: Instant?

    /// A request has begun to come, be its first byte alone there, and its answer is not all out.
    var isOwedAnAnswer: Bool {
        switch clock.phase {
        case .answering, .writing: true
        case .head, .body: began != nil
        case .handshake, .idle, .lingering: false
        }
    }

    /// An answer has been asked for that comes later.
    var waitsForAnswer: Bool { awaited != nil }

    /// What the loop last told the poller.
    var interest = Interest.read
    /// Whether the loop has counted it as such.
    var isInFlight = false
    /// When the loop's wheel will bring this connection up; nil if it is not in there.
    var alarm: Instant?

    init(
        _ channel: consuming Channel, token: Token, place: consuming Place, worker: Worker, clock: PhaseClock
    ) {
        self.channel = channel
        self.token = token
        self.place = place
        handler = worker.listener.handler
        mailbox = worker.mailbox
        tally = worker.tally
        pending = worker.pending
        self.clock = clock
        intake = Intake(limits: worker.limits, bodies: worker.bodies)
    }

    func advance(_ turn: inout Turn) -> Outcome {
        switch clock.phase {
        case .handshake: shakeHands(&turn)
        case .idle, .head, .body: read(&turn)
        // Something came: the client's end, or more requests, which are left where they are.
        case .answering: channel.hasHungUp ? .end : .wait(.nothing)
        case .writing: write(&turn)
        case .lingering: linger(&turn)
        }
    }

    /// Waits for a request no longer than until `instant`.
    func end(by instant: Instant) {
        clock.end(by: instant)
    }

    /// Nothing more will be answered: an orderly end, for a connection that is idle.
    func finish() {
        channel.finish()
    }

    func read(_ turn: inout Turn) -> Outcome {
        var budget = Turn.readBudget
        while budget > 0 {
            switch channel.read(into: &turn.input) {
            case .done(let count):
                budget -= Turn.cost(ofReading: count)
                if let outcome = digest(turn.input[..<count], &turn) { return outcome }
                // Between requests another read would find nothing. Within one more is on its way.
                if clock.phase == .idle, !channel.hasPending { return .wait(.read) }
            case .wantsRead: return .wait(.read)
            case .wantsWrite: return .wait(.write)
            case .closed, .failed: return .end
            }
        }
        return .again
    }

    /// Answers what can be answered; nil if more input is needed.
    private func digest(_ bytes: ArraySlice<UInt8>, _ turn: inout Turn) -> Outcome? {
        var input = bytes
        while !isClosing, awaited == nil {
            guard let isAnswered = step(&input, &turn) else { break }
            if isAnswered { clock.enter(.idle, at: turn.now) }
            if turn.output.count >= Turn.outputGathered, let outcome = flush(&turn, leaving: input) { return outcome }
        }
        if let outcome = flush(&turn, leaving: input) { return outcome }
        if awaited != nil {
            backlog = Array(input)
            return awaitAnswer(&turn)
        }
        let phase = ConnectionPhase(intake.stage)
        began = phase == .idle ? nil : began ?? turn.arrival
        clock.remain(in: phase, at: turn.now)
        return nil
    }

    /// Decodes as far as the next thing to say, and says it; true if it answers a request, nil if more input is needed.
    private func step(_ input: inout ArraySlice<UInt8>, _ turn: inout Turn) -> Bool? {
        do throws(RequestFailure) {
            switch try intake.next(&input, &turn) {
            case .needsMore: return nil
            case .wantsContinue(let head):
                if refuse(head, &turn) { return true }
                turn.output += Response.continuation
                return false
            case .complete(let request):
                tally.add(to: .requests)
                let came = began ?? turn.arrival
                let waited = turn.now - came
                began = nil
                if let failure = reasonToShed(request, after: waited) { return shed(request, failure, &turn) }
                switch handler.respond(to: request, in: &turn.body) {
                case .now(let response):
                    if hasRunOut(request, since: came, &turn) { return shed(request, .tooLate, &turn) }
                    say(response, to: request, turn.isLast, into: &turn.output)
                    turn.keep(response.body)
                    turn.spare.keep(request.body)
                case .later(let start):
                    guard let slot = pending.slot() else { return shed(request, .queueFull, &turn) }
                    let room = Room(slot: slot, share: intake.handOver())
                    awaited = request
                    answerBy = timeToAnswer(request, after: waited).map { turn.now + $0 }
                    start(Reply(token, through: mailbox, waited: waited, in: room))
                    return false
                }
            }
        } catch {
            isClosing = true
            intake.abandon()
            let refusal = handler.refuse(error)
            tally.count(Refusal(error))
            tally.count(refusal.status)
            refusal.encode(answering: nil, closing: true, into: &turn.output)
        }
        return true
    }

    func say(_ response: Response, to request: Request, _ isLast: Bool, into output: inout [UInt8]) {
        isClosing = response.close || request.bodyOverflowed || !request.keepsAlive || isLast
        response.encode(to: request.version, hasBody: request.method != .head, closing: isClosing, into: &output)
        tally.count(response.status)
        if request.bodyOverflowed { tally.count(.tooLarge) }
        // Only now, as deciding on a large body takes memory too.
        intake.fit()
    }

    /// Waits for an answer. That the client goes is mostly heard of as something to read.
    private func awaitAnswer(_ turn: inout Turn) -> Outcome {
        clock.enter(.answering, at: turn.now)
        if let answerBy { clock.end(by: answerBy) }
        return .wait(.read)
    }

    /// The answer that came later; nil if none is waited for any more, or if those before it are still being written.
    func deliver(_ response: Response, _ turn: inout Turn) -> Outcome? {
        guard let request = awaited else { return nil }
        awaited = nil
        guard clock.phase == .answering else {
            say(response, to: request, turn.isLast, into: &output)
            return nil
        }
        say(response, to: request, turn.isLast, into: &turn.output)
        clock.enter(.idle, at: turn.now)
        return resume(&turn)
    }

    /// Goes on with the requests that have waited.
    private func resume(_ turn: inout Turn) -> Outcome {
        let waiting = backlog
        backlog = []
        return digest(waiting[...], &turn) ?? (channel.hasPending ? read(&turn) : .wait(.read))
    }

    /// Writes the turn's output; nil if all of it is out and the connection goes on.
    private func flush(_ turn: inout Turn, leaving input: ArraySlice<UInt8>) -> Outcome? {
        guard !turn.output.isEmpty else { return nil }
        output = turn.output
        turn.output = []
        sent = 0
        guard let outcome = push(&turn) else {
            // All written: the loop has its memory back.
            swap(&output, &turn.output)
            turn.output.removeAll(keepingCapacity: turn.output.capacity <= Turn.outputKept)
            return isClosing ? beginLingering(&turn) : nil
        }
        if outcome != .end {
            backlog = Array(input)
            clock.enter(.writing, at: turn.now)
        }
        return outcome
    }

    /// Writes `output` from `sent` on; nil if all of it is out.
    private func push(_ turn: inout Turn) -> Outcome? {
        while sent < output.count {
            switch channel.write(output.span.extracting(sent...)) {
            case .done(let count): sent += count
            case .wantsWrite: return .wait(.write)
            case .wantsRead: return .wait(.read)
            case .closed, .failed: return .end
            }
        }
        return nil
    }

    private func write(_ turn: inout Turn) -> Outcome {
        if let outcome = push(&turn) { return outcome }
        output = []
        if isClosing { return beginLingering(&turn) }
        if awaited != nil { return awaitAnswer(&turn) }
        clock.enter(.idle, at: turn.now)
        return resume(&turn)
    }
}
