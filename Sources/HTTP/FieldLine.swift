/// Where the name and the value of one header field stand within the bytes of a head.
struct FieldLine: Sendable, Equatable {
    var name: Range<Int>
    /// Without the white space around it.
    var value: Range<Int>

    init(name: Range<Int>, value: Range<Int>) {
        self.name = name
        self.value = value
    }

    /// Reads one line without its CR LF.
    init(_ bytes: Span<UInt8>, in line: Range<Int>) throws(RequestFailure) {
        // RFC 9112 section 5.2: a server rejects a folded line, or replaces the fold. Proxies differ on it: reject.
        guard line.isEmpty || !bytes[line.lowerBound].isBlank else { throw .foldedField }
        var colon = line.lowerBound
        // RFC 9112 section 5.1: no white space between name and colon; a token has none in it either.
        while colon < line.upperBound, bytes[colon].isToken { colon += 1 }
        guard colon > line.lowerBound, colon < line.upperBound, bytes[colon] == UInt8(ascii: ":") else {
            throw .malformedField
        }
        // RFC 9110 section 5.5: CR, LF and NUL within a value are dangerous, other controls invalid.
        guard bytes.isFieldText(colon + 1..<line.upperBound) else { throw .malformedField }
        name = line.lowerBound..<colon
        value = bytes.trimmingBlanks((colon + 1)..<line.upperBound)
    }
}
