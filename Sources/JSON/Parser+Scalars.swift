extension Parser {
    /// Reads a number or a word, and goes behind it.
    @inline(__always)
    mutating func scalar(_ text: Span<UInt8>) throws(ParseError) {
        let (end, kind): (Int, Kind)
        let letters = at &+ 5 <= text.count ? text.fourBytes(at: at) : 0
        if letters == 0x65_75_72_74 {  // `true`
            (end, kind) = (at &+ 4, .bool)
        } else if letters == 0x6C_6C_75_6E {  // `null`
            (end, kind) = (at &+ 4, .null)
        } else if letters == 0x73_6C_61_66, text.byte(at: at &+ 4) == UInt8(ascii: "e") {  // `false`
            (end, kind) = (at &+ 5, .bool)
        } else {
            (end, kind) = try Self.uncommonScalar(text, at: at)
        }
        guard nodes.hasRoom else { throw Self.tooMany(limits, at: at) }
        nodes.append(kind, at: at, end &- at)
        go(to: end, in: text)
    }

    /// Where a number or a word ends.
    @inline(never)
    private static func uncommonScalar(_ text: Span<UInt8>, at: Int) throws(ParseError) -> (end: Int, kind: Kind) {
        switch at < text.count ? text[at] : 0 {
        case UInt8(ascii: "t"): (try word("true", text, at: at), .bool)
        case UInt8(ascii: "f"): (try word("false", text, at: at), .bool)
        case UInt8(ascii: "n"): (try word("null", text, at: at), .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): (try number(text, at: at), .number)
        default: throw unexpected(text, at: at, wanted: "a value")
        }
    }

    /// Reads a text that is no object or array.
    static func lone(_ text: Span<UInt8>, at start: Int, _ room: NodeStore) throws(ParseError) -> Int {
        guard start < text.count else { throw ParseError(.empty, at: start) }
        var (at, nodes) = (start, room)
        if text[start] == UInt8(ascii: "\"") {
            let (end, isEscaped) = try stringEnd(text, from: start + 1)
            nodes.append(.string, at: start + 1, end - start - 1, isEscaped: isEscaped)
            at = end + 1
        } else {
            let (end, kind) = try uncommonScalar(text, at: start)
            nodes.append(kind, at: start, end - start)
            at = end
        }
        at = behindSpace(text, from: at).at
        guard at == text.count else { throw ParseError(.trailing, at: at) }
        return nodes.count
    }

    private static func word(_ word: String, _ text: Span<UInt8>, at start: Int) throws(ParseError) -> Int {
        var at = start
        for letter in word.utf8 {
            guard at < text.count, text[at] == letter else {
                throw unexpected(text, at: at, wanted: word)
            }
            at += 1
        }
        return at
    }

    /// `[ minus ] int [ frac ] [ exp ]`, RFC 8259 section 6. Its digits are kept, never computed with.
    private static func number(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> Int {
        var at = start
        if text[at] == UInt8(ascii: "-") { at += 1 }
        if at < text.count, text[at] == UInt8(ascii: "0") {
            at += 1
        } else {
            at = try digits(text, at: at)
        }
        if at < text.count, text[at] == UInt8(ascii: ".") { at = try digits(text, at: at + 1) }
        if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
            at = try digits(text, at: at)
        }
        if at < text.count, isDigit(text[at]) { throw ParseError(.badNumber, at: start) }
        return at
    }

    private static func digits(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> Int {
        var at = start
        while at < text.count, isDigit(text[at]) { at += 1 }
        guard at > start else {
            throw ParseError(at < text.count ? .badNumber : .unexpectedEnd, at: at)
        }
        return at
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
