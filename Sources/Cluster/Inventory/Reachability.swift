internal import Serving
internal import Synchronization

/// Whether an API server answers at all, as far as one run of a command has seen. One that never answered, or is gone, is
/// not asked for kind after kind, each of which would be waited for.
final class Reachability: Sendable {
    /// For a server that has not answered yet and refuses to: five repetitions (`APIConnection.ask`), enough for one that
    /// is just being started again behind a balancer, and no more than people wait without a word.
    private static let firstPatience = Duration.seconds(5)

    private enum State {
        case unknown
        case answered
        case lost(APIFailure)
    }

    private let state = Mutex(State.unknown)

    /// Why there is no use in asking; nil: there is.
    var loss: APIFailure? {
        state.withLock { if case .lost(let failure) = $0 { failure } else { nil } }
    }

    /// How long a server that is not to be reached is asked again; one that has answered once is given all the time.
    func patience(_ whole: Duration) -> Duration {
        state.withLock { if case .unknown = $0 { min(whole, Self.firstPatience) } else { whole } }
    }

    /// Learns from what asking has come to in the end.
    func note(_ outcome: APIConnection.Outcome) {
        state.withLock { state in
            switch (state, outcome) {
            case (.lost, _): break
            // One kind may be unavailable by itself, but hardly the first of all.
            case (.unknown, .success(let response)) where response.isOfNobody: state = .lost(APIFailure(response))
            case (.unknown, .failure(let failure)) where failure.isWithoutAnswer: state = .lost(failure)
            case (.answered, .failure(let failure)) where failure.isOfReaching: state = .lost(failure)
            case (_, .success): state = .answered
            case (_, .failure): break
            }
        }
    }
}

extension APIConnection.Outcome {
    /// Whether nobody was there to answer.
    var isOfReaching: Bool {
        switch self {
        case .success(let response): response.isOfNobody
        case .failure(let failure): failure.isOfReaching
        }
    }
}

extension ClientResponse {
    /// RFC 9110 section 15.6: what balancers say with no server behind them, and a server that is not ready.
    fileprivate var isOfNobody: Bool { 502...504 ~= status }
}

extension APIFailure {
    /// There was no connection.
    fileprivate var isOfReaching: Bool {
        guard case .client(let failure) = self else { return false }
        switch failure {
        case .unknownHost, .cannotConnect, .noTrust: return true
        case .timedOut(_, let phase), .cutOff(_, let phase): return phase.isBeforeAnswer && phase != .answer
        case .malformed, .unsendable, .stopped: return false
        }
    }

    /// There was none, or there was and nothing came.
    fileprivate var isWithoutAnswer: Bool {
        switch self {
        case .client(.timedOut(_, let phase)), .client(.cutOff(_, let phase)): phase.isBeforeAnswer
        default: isOfReaching
        }
    }
}

extension ClientPhase {
    fileprivate var isBeforeAnswer: Bool {
        switch self {
        case .waiting, .resolving, .connecting, .handshake, .answer: true
        case .body, .idle: false
        }
    }
}
