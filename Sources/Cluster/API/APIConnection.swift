internal import Files
internal import HTTP
internal import Serving
internal import Synchronization

/// Asks the API server: with the token of the moment, and again where that may help and there is time for it.
final class APIConnection: Sendable {
    typealias Outcome = Result<ClientResponse, APIFailure>

    /// Before asking again where the server did not say how long: 100 ms, then twice that, and so on.
    private static let firstPause = Duration.milliseconds(100)
    /// A server that asks for more is not waited for within one question.
    private static let longestPause = 60

    let client: HTTPClient
    private let basePath: String
    private let token: BearerToken
    private let asked = Atomic(0)

    init(_ server: APIServer) throws(ClientTLSError) {
        client = try HTTPClient(ClientSettings(server.origin, tls: server.tls))
        basePath = server.basePath
        token = BearerToken(server.credential)
    }

    /// How many requests have been sent.
    var count: Int { asked.load(ordering: .relaxed) }

    /// Asks until there is an answer that is worth something or the time is up. `then` is called once.
    /// - Parameters:
    ///   - asking: by which it can be given up.
    ///   - reaching: how long it asks again where nobody is there to answer; nil: as long as for any other reason.
    ///   - trouble: told why it has to ask again.
    func ask(
        _ query: APIQuery, by asking: Asking? = nil, within: Duration, reaching: Duration? = nil,
        trouble: @escaping @Sendable (String) -> Void = { _ in }, then: @escaping @Sendable (Outcome) -> Void
    ) {
        let now = ContinuousClock.now
        attempt(
            Attempt(
                query: query, asking: asking, deadline: now + within, reaching: now + (reaching ?? within),
                trouble: trouble, then: then))
    }

    private static func trouble(_ outcome: Outcome) -> String {
        switch outcome {
        case .success(let response): "\(APIFailure(response))"
        case .failure(let failure): "\(failure)"
        }
    }

    /// Asks once for what comes piece by piece; see `Call.Stream`.
    func stream(
        _ query: APIQuery, within: Duration, _ stream: Call.Stream, then: @escaping @Sendable (Outcome) -> Void
    ) {
        send(query, within: within, stream: stream) { [token] outcome, used in
            if case .success(let response) = outcome, response.status == 401 { _ = token.refuse(used) }
            then(outcome)
        }
    }

    private struct Attempt: Sendable {
        let query: APIQuery
        let asking: Asking?
        let deadline: ContinuousClock.Instant
        /// The same where nobody is there to answer.
        let reaching: ContinuousClock.Instant
        var pause = firstPause
        var hasNewToken = false
        let trouble: @Sendable (String) -> Void
        let then: @Sendable (Outcome) -> Void
    }

    private func attempt(_ attempt: Attempt) {
        let time = ContinuousClock.now.duration(to: attempt.deadline)
        let number = send(attempt.query, within: time, stream: nil) { [weak self] outcome, token in
            guard let self else { return attempt.then(.failure(.client(.stopped))) }
            judge(outcome, attempt, token)
        }
        if let number { attempt.asking?.wait(for: number) }
    }

    /// - Returns: the client's number of the call; nil if there is none.
    @discardableResult
    private func send(
        _ query: APIQuery, within: Duration, stream: Call.Stream?, then: @escaping @Sendable (Outcome, String?) -> Void
    ) -> UInt64? {
        let token: String?
        do throws(FileError) {
            token = try self.token.current()
        } catch {
            then(.failure(.noToken("\(error)")), nil)
            return nil
        }
        asked.add(1, ordering: .relaxed)
        return client.send(
            // A SubjectAccessReview is a POST that changes nothing.
            Call(
                query.request(below: basePath, token: token), limit: query.limit, within: max(within, .zero),
                isSecret: query.isSecret, stream: stream
            ) { then($0.mapError { .client($0) }, token) })
    }

    private func judge(_ outcome: Outcome, _ attempt: Attempt, _ used: String?) {
        var next = attempt
        switch outcome {
        case .success(let response) where response.status == 401 && !attempt.hasNewToken && token.refuse(used):
            next.hasNewToken = true
            return self.attempt(next)
        case .success(let response) where response.status == 429 || response.status >= 500:
            let asked = response.headers["retry-after"].flatMap { Int($0) }
            if let asked, 0...Self.longestPause ~= asked {
                next.pause = .seconds(asked)
            } else if asked != nil {
                return attempt.then(outcome)
            }
        case .success, .failure(.nonsense), .failure(.refused), .failure(.noToken): return attempt.then(outcome)
        case .failure(.client(.noTrust)), .failure(.client(.stopped)), .failure(.client(.unsendable)),
            .failure(.client(.malformed)):
            return attempt.then(outcome)
        case .failure: break
        }
        guard .now + next.pause < (outcome.isOfReaching ? attempt.reaching : attempt.deadline) else {
            return attempt.then(outcome)
        }
        attempt.trouble(Self.trouble(outcome))
        let pause = next.pause
        next.pause = max(pause, Self.firstPause) * 2
        let again = next
        let number = client.after(pause) { [weak self] isTime in
            guard let self, isTime else { return again.then(.failure(.client(.stopped))) }
            self.attempt(again)
        }
        again.asking?.wait(for: number)
    }
}
