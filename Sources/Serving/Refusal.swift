internal import HTTP

/// Why a server has refused a request, or cut off a connection, that was not served to its end.
package enum Refusal: Int, Sendable, CaseIterable {
    /// TLS could not be agreed on: no common version, a certificate that is not taken, or no TLS at all.
    case handshakeFailed
    /// The deadline of a phase has passed, see `Timeouts`. `idleTimeout` is the usual end of a connection nobody uses.
    case handshakeTimeout, headTimeout, bodyTimeout, answerTimeout, writeTimeout, idleTimeout
    /// Over a limit of one request: head, fields, target or body.
    case tooLarge
    /// No HTTP, or HTTP that could be read in two ways.
    case malformed
    /// Sent away to ask again, as there was no room: for the connection, for the bytes of bodies, for one more request
    /// whose answer comes later.
    case noConnection, noRoomForBody, queueFull
    /// Whoever asked had given up before its turn came.
    case tooLate

    /// As metrics and logs call it.
    package var name: String {
        switch self {
        case .handshakeFailed: "handshake_failed"
        case .handshakeTimeout: "handshake_timeout"
        case .headTimeout: "head_timeout"
        case .bodyTimeout: "body_timeout"
        case .answerTimeout: "answer_timeout"
        case .writeTimeout: "write_timeout"
        case .idleTimeout: "idle_timeout"
        case .tooLarge: "too_large"
        case .malformed: "malformed"
        case .noConnection: "no_connection"
        case .noRoomForBody: "no_room_for_body"
        case .queueFull: "queue_full"
        case .tooLate: "too_late"
        }
    }

    /// nil where the phase's end is no refusal.
    init?(outOfTimeIn phase: ConnectionPhase) {
        switch phase {
        case .handshake: self = .handshakeTimeout
        case .idle: self = .idleTimeout
        case .head: self = .headTimeout
        case .body: self = .bodyTimeout
        case .answering: self = .answerTimeout
        case .writing: self = .writeTimeout
        case .lingering: return nil
        }
    }

    init(_ failure: RequestFailure) {
        switch failure {
        case .noRoom: self = .noRoomForBody
        case .noConnection: self = .noConnection
        case .queueFull: self = .queueFull
        case .tooLate: self = .tooLate
        case .headTooLarge, .tooManyFields, .targetTooLong, .chunkExtensionsTooLarge, .trailersTooLarge:
            self = .tooLarge
        default: self = .malformed
        }
    }
}
