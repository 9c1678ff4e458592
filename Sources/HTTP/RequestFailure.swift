/// Why bytes are no request that can be answered by its content. What follows on the connection cannot be told apart
/// from the broken message, so each of these ends it (RFC 9112 section 6.3).
package enum RequestFailure: Error, Sendable, Equatable, CaseIterable {
    case malformedRequestLine, malformedTarget, targetTooLong, unsupportedVersion, connectNotImplemented
    case bareLineBreak, foldedField, malformedField, headTooLarge, tooManyFields
    case missingHost, repeatedHost, malformedHost
    case malformedLength, repeatedLength, lengthAndCoding
    case codingInHTTP10, malformedTransferCoding, unknownTransferCoding
    case malformedChunk, chunkExtensionsTooLarge, trailersTooLarge
    /// Nothing is wrong with the request, but the server has no room for its body, its connection or its waiting, or
    /// its sender has given up on it by now. These come from the server.
    case noRoom, noConnection, queueFull, tooLate

    /// The status to answer with.
    package var status: StatusCode {
        switch self {
        case .targetTooLong: .uriTooLong
        case .headTooLarge, .tooManyFields, .trailersTooLarge: .headerFieldsTooLarge
        case .connectNotImplemented, .unknownTransferCoding: .notImplemented
        case .unsupportedVersion: .versionNotSupported
        case .noRoom, .noConnection, .queueFull, .tooLate: .serviceUnavailable
        default: .badRequest
        }
    }

    /// One line for the sender that says what is wrong; most of it can go wrong in a response too.
    package var message: String {
        switch self {
        case .malformedRequestLine: "the request line is not METHOD, space, target, space, HTTP/1.1"
        case .malformedTarget: "the request target is neither a path nor an http or https URL"
        case .targetTooLong: "the request target is too long"
        case .unsupportedVersion: "only HTTP/1.1 and HTTP/1.0 are spoken here"
        case .connectNotImplemented: "CONNECT is not implemented: this is not a proxy"
        case .bareLineBreak: "a line of the head ends without CR LF"
        case .foldedField: "a header field is folded over several lines"
        case .malformedField: "a header field is not NAME, colon, value in printable characters"
        case .headTooLarge: "the head is too large"
        case .tooManyFields: "there are too many header fields"
        case .missingHost: "an HTTP/1.1 request needs a Host field"
        case .repeatedHost: "the request has more than one Host field"
        case .malformedHost: "the Host field is not a host with an optional port"
        case .malformedLength: "Content-Length is not a decimal number"
        case .repeatedLength: "there is more than one Content-Length field"
        case .lengthAndCoding: "there are both Content-Length and Transfer-Encoding"
        case .codingInHTTP10: "HTTP/1.0 has no Transfer-Encoding"
        case .malformedTransferCoding: "Transfer-Encoding is empty, given twice, or chunked twice"
        case .unknownTransferCoding: "chunked is the only transfer coding known here"
        case .malformedChunk: "a chunk of the body is malformed"
        case .chunkExtensionsTooLarge: "the chunk extensions of the body are too large"
        case .trailersTooLarge: "the trailer fields of the body are too large"
        case .noRoom: "there is no room for another large body at the moment; send the request again"
        case .noConnection: "there are too many connections at the moment; send the request again"
        case .queueFull: "too many requests wait for look-ups at the moment; send the request again"
        case .tooLate: "the time for this request was over before its turn came; send it again"
        }
    }
}
