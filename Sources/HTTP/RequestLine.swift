/// The first line of a request, RFC 9112 section 3.
struct RequestLine: Sendable, Equatable {
    let method: Method
    let version: Version
    let path: String
    let query: String?

    /// Reads one line without its CR LF. `limit` is how many bytes the target may have.
    init(_ bytes: [UInt8], in line: Range<Int>, limit: Int) throws(RequestFailure) {
        let span = bytes.span
        // RFC 9112 section 3: single spaces. Taking any white space, as the section allows, is how parsers come to differ.
        guard let first = span.firstIndex(of: .space, in: line),
            let second = span.firstIndex(of: .space, in: (first + 1)..<line.upperBound)
        else { throw .malformedRequestLine }
        version = try Self.version(span, in: (second + 1)..<line.upperBound)
        guard first > line.lowerBound else { throw .malformedRequestLine }
        for index in line.lowerBound..<first where !span[index].isToken { throw .malformedRequestLine }
        method = Method(bytes[line.lowerBound..<first])
        // RFC 9110 section 9.3.6: most origin servers do not implement CONNECT. What follows it may be a tunnel's bytes.
        guard method != .connect else { throw .connectNotImplemented }

        let target = (first + 1)..<second
        guard target.count <= limit else { throw .targetTooLong }
        let local = try Self.originForm(span, target: target, method: method)
        let mark = span.firstIndex(of: UInt8(ascii: "?"), in: local)
        let path = String(decoding: bytes[local.lowerBound..<(mark ?? local.upperBound)], as: UTF8.self)
        self.path = path.isEmpty ? "/" : path
        query = mark.map { String(decoding: bytes[($0 + 1)..<local.upperBound], as: UTF8.self) }
    }

    /// RFC 9112 section 2.3: `HTTP/`, a digit, a dot, a digit. The preface of HTTP/2 reads as version 2.0.
    private static func version(_ bytes: Span<UInt8>, in range: Range<Int>) throws(RequestFailure) -> Version {
        let name = range.lowerBound..<min(range.lowerBound + 5, range.upperBound)
        guard range.count == 8, bytes.extracting(name).isPrefixOfVersion,
            let major = bytes[range.lowerBound + 5].decimalDigit, bytes[range.lowerBound + 6] == UInt8(ascii: "."),
            let minor = bytes[range.lowerBound + 7].decimalDigit
        else { throw .malformedRequestLine }
        guard major == 1 else { throw .unsupportedVersion }
        return minor == 0 ? .http10 : .http11
    }

    /// Where path and query stand in a target of any form, RFC 9112 section 3.2.
    private static func originForm(
        _ bytes: Span<UInt8>, target: Range<Int>, method: Method
    ) throws(RequestFailure) -> Range<Int> {
        guard let first = target.first else { throw .malformedRequestLine }
        for index in target where !bytes[index].isTargetText { throw .malformedTarget }
        if bytes[first] == UInt8(ascii: "/") { return target }
        // Section 3.2.4, asterisk-form: the server as a whole, OPTIONS only.
        if target.count == 1, bytes[first] == UInt8(ascii: "*"), method == .options { return target }
        // Section 3.2.2, absolute-form: a server must take it. The host in it goes before the Host field; we use neither.
        for scheme in ["https://", "http://"] where target.count > scheme.utf8.count {
            let host = first + scheme.utf8.count
            guard bytes.matches(scheme, in: first..<host) else { continue }
            var end = host
            while end < target.upperBound, bytes[end].isHostText { end += 1 }
            guard end > host else { break }
            if end == target.upperBound || bytes[end] == UInt8(ascii: "/") || bytes[end] == UInt8(ascii: "?") {
                return end..<target.upperBound
            }
        }
        throw .malformedTarget
    }
}

extension Span<UInt8> {
    /// The version's name is case-sensitive (RFC 9112 section 2.3).
    fileprivate var isPrefixOfVersion: Bool {
        count == 5 && self[0] == 0x48 && self[1] == 0x54 && self[2] == 0x54 && self[3] == 0x50 && self[4] == 0x2F
    }
}
