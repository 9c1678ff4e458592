/// How the end of a request's body is found, RFC 9112 section 6.3.
enum BodyFraming: Sendable, Equatable {
    /// No length and no coding: there is no body.
    case none
    case length(Int)
    case chunked
}
