internal import HTTP

/// What a connection is doing.
///
///     handshake ─▶ idle ─▶ head ─▶ body ─▶ answering ─▶ writing ─▶ idle …
///                                                              └──▶ lingering
///
/// A request that comes in one piece, is answered at once and whose answer fits into the socket's buffer goes from
/// idle to idle.
enum ConnectionPhase: Sendable, Equatable, CaseIterable {
    case handshake
    /// Between two requests, or before the first.
    case idle
    case head, body
    /// A request has come whose answer is being found elsewhere. Nothing is read from the client meanwhile.
    case answering
    /// Answers wait for the client to read. Nothing is read from it meanwhile.
    case writing
    /// The last answer is out and our side closed; what still comes is thrown away until the client closes too, for a
    /// close before that could reset the connection and destroy the answer (RFC 9112 section 9.6).
    case lingering

    /// A request has begun to come, and its answer is not all out.
    var isInFlight: Bool {
        switch self {
        case .head, .body, .answering, .writing: true
        case .handshake, .idle, .lingering: false
        }
    }

    init(_ stage: RequestDecoder.Stage) {
        switch stage {
        case .nothing: self = .idle
        case .head: self = .head
        case .body: self = .body
        }
    }
}
