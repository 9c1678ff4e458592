/// What may stand behind the size of a chunk, RFC 9112 section 7.1.1:
/// `*( BWS ";" BWS chunk-ext-name [ BWS "=" BWS ( token / quoted-string ) ] )`.
///
/// None means anything here. They are looked at all the same, as whoever stands before us may read another size, or
/// another end of the line, out of what is none (a quote that nobody closes, a second number).
enum ChunkExtensions {
    /// Whether all of `range` is extensions; there may be none.
    static func isValid(_ line: Span<UInt8>, in range: Range<Int>) -> Bool {
        let text = line.extracting(range)
        var at = 0
        while at < text.count {
            guard take(UInt8(ascii: ";"), text, &at), takeToken(text, &at) else { return false }
            guard take(UInt8(ascii: "="), text, &at) else { continue }
            guard takeToken(text, &at) || takeQuoted(text, &at) else { return false }
        }
        return true
    }

    /// A mark, and the white space on both sides of it: bad, but allowed. Where the mark is not there, nothing is taken.
    private static func take(_ mark: UInt8, _ text: Span<UInt8>, _ at: inout Int) -> Bool {
        var next = at
        while next < text.count, text[next].isBlank { next += 1 }
        guard next < text.count, text[next] == mark else { return false }
        next += 1
        while next < text.count, text[next].isBlank { next += 1 }
        at = next
        return true
    }

    private static func takeToken(_ text: Span<UInt8>, _ at: inout Int) -> Bool {
        let start = at
        while at < text.count, text[at].isToken { at += 1 }
        return at > start
    }

    /// RFC 9110 section 5.6.4. What may stand in quotes, and behind a backslash in them, is the text of a field.
    private static func takeQuoted(_ text: Span<UInt8>, _ at: inout Int) -> Bool {
        guard at < text.count, text[at] == UInt8(ascii: "\"") else { return false }
        var isEscaped = false
        at += 1
        while at < text.count, text[at].isFieldText {
            let byte = text[at]
            at += 1
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\"") {
                return true
            } else {
                isEscaped = byte == UInt8(ascii: "\\")
            }
        }
        return false
    }
}
