/// An answer. Content-Length and Connection are written by `encode`, never put into `headers`.
package struct Response: Sendable {
    package var status: StatusCode
    /// The media type of the body; nil where there is none.
    package var contentType: String?
    package var headers: Headers
    package var body: [UInt8]
    /// The connection ends after this answer, whatever the request asked for.
    package var close: Bool

    package init(
        status: StatusCode = .ok, contentType: String? = nil, headers: Headers = [:], body: [UInt8] = [],
        close: Bool = false
    ) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = body
        self.close = close
    }

    /// An answer in plain text, for people.
    package init(status: StatusCode, text: String, headers: Headers = [:]) {
        self.init(
            status: status, contentType: "text/plain; charset=utf-8", headers: headers, body: Array("\(text)\n".utf8))
    }

    /// `100 Continue`, which goes before the answer itself (RFC 9110 section 10.1.1).
    package static let continuation = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// Appends the whole answer to `output`.
    /// - Parameter request: what is answered; nil if it could not be made out.
    /// - Parameter closing: the connection ends after this.
    package func encode(answering request: Request?, closing: Bool, into output: inout [UInt8]) {
        // RFC 9110 section 2.5: the version is what the server speaks, also towards HTTP/1.0.
        output += "HTTP/1.1 ".utf8
        output += String(status.rawValue).utf8
        output += " ".utf8
        output += status.reason.utf8
        if let contentType {
            output += "\r\nContent-Type: ".utf8
            output += contentType.utf8
        }
        output += "\r\nContent-Length: ".utf8
        output += String(body.count).utf8
        output += "\r\n".utf8
        headers.encode(into: &output)
        if closing {
            output += "Connection: close\r\n".utf8
        } else if request?.version == .http10 {
            // RFC 9112 section 9.3: an HTTP/1.0 client knows only by this that the connection goes on.
            output += "Connection: keep-alive\r\n".utf8
        }
        output += "\r\n".utf8
        // RFC 9110 section 9.3.2: to HEAD the same head, and no body.
        if request?.method != .head { output += body }
    }
}
