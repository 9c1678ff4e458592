internal import Glibc
package import HTTP

/// Why a call got no answer.
package enum ClientFailure: Error, Sendable, Equatable {
    case unknownHost(Origin, reason: String)
    case cannotConnect(Origin, errno: Int32)
    /// The handshake failed; `reason` is OpenSSL's, about the certificate first of all.
    case noTrust(Origin, reason: String)
    case timedOut(Origin, ClientPhase)
    /// The connection ended or broke before the answer was whole.
    case cutOff(Origin, ClientPhase)
    case malformed(Origin, ResponseFailure)
    /// The request cannot be sent as it is.
    case unsendable(RequestFailure)
    /// The client was stopped, or the call was withdrawn before it had begun.
    case stopped
}

/// How far a call has got.
package enum ClientPhase: String, Sendable {
    case waiting = "waiting for a free connection"
    case resolving = "looking up the host"
    case connecting = "connecting"
    case handshake = "shaking hands"
    case answer = "waiting for the answer"
    case body = "reading the answer"
    case idle = "idle"
}

extension ClientFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownHost(let origin, let reason): "\(origin): cannot find the host: \(reason)"
        case .cannotConnect(let origin, let errno): "\(origin): cannot connect: \(Self.reason(errno))"
        case .noTrust(let origin, let reason): "\(origin): no TLS connection: \(reason)"
        case .timedOut(let origin, let phase): "\(origin): no answer in time, while \(phase.rawValue)"
        case .cutOff(let origin, let phase): "\(origin): the connection ended while \(phase.rawValue)"
        case .malformed(let origin, let failure): "\(origin): \(failure)"
        case .unsendable(let failure): "the request cannot be sent: \(failure.message)"
        case .stopped: "the client was stopped"
        }
    }

    private static func reason(_ errno: Int32) -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }
}
