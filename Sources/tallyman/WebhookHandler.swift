internal import Admission
internal import Files
internal import HTTP
internal import Serving
internal import Webhook

/// Answers the API server: where HTTP, the rules, the cluster and the log meet.
struct WebhookHandler: Handler {
    /// What decides the next review.
    let current: Current<InForce>
    /// Where it is found out what a review has to wait for.
    let source: (any FactSource)?
    /// Bytes that a body may have.
    let bodyLimit: Int
    let level: LogLevel
    let lines: OutputLines
    let counts: ReviewCounts

    func respond(to request: Request, in memory: inout [UInt8]) -> Answering {
        switch Router.route(request) {
        case .refusal(let response): return .now(response)
        case .review(let endpoint):
            var call = Call(to: endpoint, query: request.query)
            let limit = request.bodyOverflowed ? bodyLimit : nil
            return current.with { inForce in
                switch inForce.reviewer.begin(request.body, at: endpoint, overflowing: limit) {
                case .answered(let answer):
                    note(answer, of: call)
                    return .now(Response(answer, in: &memory))
                case .waiting(let review):
                    let reviewer = inForce.reviewer
                    return .later { reply in
                        call.waited = reply.waited
                        find(out: review, of: call, by: reviewer, for: reply)
                    }
                }
            }
        }
    }

    func refusal(ofHead request: Request) -> Response? {
        if case .refusal(let response) = Router.route(request) { response } else { nil }
    }

    func timeout(of request: Request) -> Duration? {
        CallTimeout.read(from: request.query) ?? Call.usualTimeout
    }

    func refuse(_ failure: RequestFailure) -> Response {
        guard failure.status == .serviceUnavailable else {
            return Response(failure.status, reason: "BadRequest", failure.message)
        }
        // The API server sends the review again then, up to ten times within its deadline.
        var response = Response(failure.status, reason: "ServiceUnavailable", failure.message)
        response.headers.append("Retry-After", "1")
        return response
    }

    /// - Parameter reviewer: the one that has begun, whatever is in force by now.
    private func find(out review: PendingReview, of call: Call, by reviewer: Reviewer, for reply: Reply) {
        guard let source else {
            let answer = reviewer.giveUp(review)
            note(answer, of: call)
            return reply.send(Response(answer))
        }
        source.find(review.open, within: call.timeLeft) { answers in
            // Not here, where all other look-ups would wait for it.
            reply.resume { memory in resume(review, knowing: answers, of: call, by: reviewer, in: &memory) }
        }
    }

    private func resume(
        _ review: PendingReview, knowing answers: [Question: Facts.Answer], of call: Call, by reviewer: Reviewer,
        in memory: inout [UInt8]
    ) -> Answering {
        let answer: Answer
        switch reviewer.resume(review, knowing: answers) {
        case .answered(let decided): answer = decided
        // The same question again would be asked for ever: who did not answer it has had its time.
        case .waiting(let next) where next.open.contains(where: review.open.contains): answer = reviewer.giveUp(next)
        case .waiting(let next):
            return .later { reply in find(out: next, of: call, by: reviewer, for: reply) }
        }
        note(answer, of: call)
        return .now(Response(answer, in: &memory))
    }

    /// Counts it, and logs it where that is asked for.
    private func note(_ answer: Answer, of call: Call) {
        let elapsed = call.elapsed
        let isLate = call.isLate(after: elapsed)
        counts.count(
            answer.decision, at: call.endpoint, nanoseconds: Int(elapsed / .nanoseconds(1)), isLate: isLate)
        guard level.includes(answer) else { return }
        let line = LogLine(
            answer, at: call.endpoint, time: WallClock.now, microseconds: Int(elapsed / .microseconds(1)),
            isLate: isLate)
        lines.print(line.bytes)
    }
}
