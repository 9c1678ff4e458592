/// The protocol version of a message. A higher minor version counts as the highest we know (RFC 9110 section 2.5).
package enum Version: Sendable, Equatable {
    case http10, http11
}
