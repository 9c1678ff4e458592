/// The first line of a response, RFC 9112 section 4. What it says in words is dropped: the number counts.
struct StatusLine: Sendable, Equatable {
    let version: Version
    let status: Int

    /// Reads one line without its CR LF.
    init(_ bytes: Span<UInt8>, in line: Range<Int>) throws(ResponseFailure) {
        // `HTTP/1.1`, space, three digits: 12 bytes, then a space and the reason, which may be empty.
        let name = Array("HTTP/1.".utf8)
        guard line.count >= 12 else { throw .malformedStatusLine }
        for (offset, byte) in name.enumerated() where bytes[line.lowerBound + offset] != byte {
            throw .malformedStatusLine
        }
        guard let minor = bytes[line.lowerBound + 7].decimalDigit, bytes[line.lowerBound + 8] == .space,
            line.count == 12 || bytes[line.lowerBound + 12] == .space
        else { throw .malformedStatusLine }
        var status = 0
        for index in (line.lowerBound + 9)..<(line.lowerBound + 12) {
            guard let digit = bytes[index].decimalDigit else { throw .malformedStatusLine }
            status = 10 * status + digit
        }
        for index in (line.lowerBound + 12)..<line.upperBound where !bytes[index].isFieldText {
            throw .malformedStatusLine
        }
        // RFC 9110 section 15: the classes are 1 to 5.
        guard 100...599 ~= status else { throw .malformedStatusLine }
        version = minor == 0 ? .http10 : .http11
        self.status = status
    }
}
