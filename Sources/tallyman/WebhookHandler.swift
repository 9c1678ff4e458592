internal import Admission
internal import Files
internal import HTTP
internal import Serving
internal import Webhook

/// Answers the API server: where HTTP, the rules and the log meet.
struct WebhookHandler: Handler {
    let reviewer: Reviewer
    /// Bytes that a body may have.
    let bodyLimit: Int
    let level: LogLevel
    private let lines = OutputLines()

    func respond(to request: Request) -> Response {
        switch Router.route(request) {
        case .refusal(let response): return response
        case .review(let endpoint):
            let start = ContinuousClock.now
            let limit = request.bodyOverflowed ? bodyLimit : nil
            let answer = reviewer.answer(request.body, at: endpoint, overflowing: limit)
            if level.includes(answer) {
                log(answer, at: endpoint, took: start.duration(to: .now), of: CallTimeout.read(from: request.query))
            }
            return Response(answer)
        }
    }

    func refuse(_ failure: RequestFailure) -> Response {
        guard failure == .noRoom else { return Response(failure.status, reason: "BadRequest", failure.message) }
        // The API server sends the review again then, up to ten times within its deadline.
        var response = Response(failure.status, reason: "ServiceUnavailable", failure.message)
        response.headers.append("Retry-After", "1")
        return response
    }

    private func log(_ answer: Answer, at endpoint: Admission.Endpoint, took: Duration, of timeout: Duration?) {
        let line = LogLine(
            answer, at: endpoint, time: WallClock.now, microseconds: Int(took / .microseconds(1)),
            isLate: timeout.map { took > $0 } ?? false)
        lines.print(line.bytes)
    }
}
