/// Why bytes are no response that can be relied upon. What follows on the connection cannot be told apart from it, so
/// each of these ends the connection.
package enum ResponseFailure: Error, Sendable, Equatable {
    case malformedStatusLine
    /// Neither a length nor chunks: the body would end with the connection, and whatever cut it short would go unnoticed.
    case missingLength
    /// More provisional answers (1xx) than any server has reason to send.
    case tooManyProvisional
    /// 101: the server speaks another protocol from here on, which nobody has asked for.
    case switchedProtocols
    case bodyTooLarge(limit: Int)
    /// A fault of the kind that requests can have too.
    case malformed(RequestFailure)
}

extension ResponseFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformedStatusLine: "the answer does not begin with HTTP/1.1 and a status"
        case .missingLength: "the answer has neither Content-Length nor chunks, so that nobody can tell if it is whole"
        case .tooManyProvisional: "the answer is put off with one 1xx status after the other"
        case .switchedProtocols: "the answer switches to another protocol"
        case .bodyTooLarge(let limit): "the body of the answer is longer than \(limit) bytes"
        case .malformed(let failure): "the answer is malformed: \(failure.message)"
        }
    }
}
