package import HTTP

/// An answer that a client got. A redirection is an answer like any other: nobody follows it.
package struct ClientResponse: Sendable {
    package let status: Int
    package let headers: Headers
    /// Empty for a stream, whose pieces have been handed out.
    package var body: [UInt8]

    package init(status: Int, headers: Headers = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
