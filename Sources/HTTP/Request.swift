/// One request as it came.
package struct Request: Sendable {
    package let method: Method
    package let version: Version
    /// The target without its query, as sent: not percent-decoded. `*` for OPTIONS of the server as a whole.
    package let path: String
    /// What follows the `?` of the target, nil without one.
    package let query: String?
    package let headers: Headers
    package let body: [UInt8]
    /// The body is longer than the limit: `body` has its first `Limits.keptOfOversizeBody` bytes (fewer if it ends
    /// before). The connection is closed after the answer.
    package let bodyOverflowed: Bool
    /// A Content-Length or a Transfer-Encoding was given. Without one a request has no body (RFC 9112 section 6.3), and
    /// a server may ask for it with 411.
    package let hasLength: Bool
    /// The sender would go on with the connection after the answer.
    package let keepsAlive: Bool

    package init(
        method: Method, path: String, query: String? = nil, version: Version = .http11, headers: Headers = [:],
        body: [UInt8] = [], bodyOverflowed: Bool = false, hasLength: Bool = true, keepsAlive: Bool = true
    ) {
        self.method = method
        self.version = version
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.bodyOverflowed = bodyOverflowed
        self.hasLength = hasLength
        self.keepsAlive = keepsAlive
    }
}
