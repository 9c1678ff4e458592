extension Request {
    /// Appends the whole request to `output`, as a client sends it. Host and Content-Length are written here, never put
    /// into `headers`. The connection is meant to go on.
    /// - Parameter authority: host and port of the server, as they go into the Host field.
    /// - Throws: `.malformedTarget`, `.malformedHost` or `.malformedField` where a text could be taken for more than it
    ///   is; then nothing has been appended.
    package func encode(to authority: String, into output: inout [UInt8]) throws(RequestFailure) {
        let target = query.map { "\(path)?\($0)" } ?? path
        guard target.utf8.first == UInt8(ascii: "/"), target.utf8.allSatisfy(\.isTargetText) else {
            throw .malformedTarget
        }
        guard !authority.isEmpty, authority.utf8.allSatisfy(\.isHostText) else { throw .malformedHost }
        for line in headers.lines {
            guard !line.name.isEmpty, headers.bytes[line.name].allSatisfy(\.isToken),
                headers.bytes[line.value].allSatisfy(\.isFieldText)
            else { throw .malformedField }
        }
        output += "\(method.name) \(target) HTTP/1.1\r\nHost: \(authority)\r\n".utf8
        headers.encode(into: &output)
        // RFC 9110 section 8.6: a length with every method that expects content, even if there is none.
        if method == .post || !body.isEmpty { output += "Content-Length: \(body.count)\r\n".utf8 }
        output += "\r\n".utf8
        output += body
    }
}
