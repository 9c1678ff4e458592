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
        encode(to: request?.version ?? .http11, hasBody: request?.method != .head, closing: closing, into: &output)
    }

    /// - Parameters:
    ///   - version: what the client speaks.
    ///   - hasBody: false: only the head is wanted.
    package func encode(to version: Version, hasBody: Bool, closing: Bool, into output: inout [UInt8]) {
        if status == .ok, contentType == Self.json {
            output += Self.usualHead
        } else {
            encodeStatus(into: &output)
        }
        output.append(decimal: body.count)
        output += Self.lineEnd
        if headers.count > 0 { headers.encode(into: &output) }
        if closing {
            output += "Connection: close\r\n".utf8
        } else if version == .http10 {
            // RFC 9112 section 9.3: an HTTP/1.0 client knows only by this that the connection goes on.
            output += "Connection: keep-alive\r\n".utf8
        }
        output += Self.lineEnd
        // RFC 9110 section 9.3.2: to HEAD the same head, and no body.
        if hasBody { output += body }
    }

    /// From the status line up to where the length of the body stands.
    private func encodeStatus(into output: inout [UInt8]) {
        // RFC 9110 section 2.5: the version is what the server speaks, also towards HTTP/1.0.
        output += "HTTP/1.1 \(status.rawValue) \(status.reason)\r\n".utf8
        if let contentType { output += "Content-Type: \(contentType)\r\n".utf8 }
        output += "Content-Length: ".utf8
    }

    /// The media type of JSON.
    package static let json = "application/json"
    /// The same of an answer to a review, as nearly all are.
    private static let usualHead = Array(
        "HTTP/1.1 200 OK\r\nContent-Type: \(json)\r\nContent-Length: ".utf8)
    private static let lineEnd = Array("\r\n".utf8)
}

extension [UInt8] {
    /// Appends a number that is not negative.
    fileprivate mutating func append(decimal number: Int) {
        var unit = 1
        while number / unit >= 10 { unit *= 10 }
        while unit > 0 {
            append(UInt8(ascii: "0") + UInt8(number / unit % 10))
            unit /= 10
        }
    }
}
