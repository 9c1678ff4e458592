extension Parser {
    @inline(__always)
    func literal(
        _ literal: Literal, _ text: Span<UInt8>, at start: Int, _ nodes: inout Nodes
    ) throws(ParseError) -> Int {
        guard start &+ Word.size <= text.count, Word(text, at: start).prefix(literal.count) == literal.letters else {
            return try uncommonLiteral(literal, text, at: start, &nodes)
        }
        try leaf(literal.kind, from: start, to: start &+ literal.count, &nodes)
        return start &+ literal.count
    }

    /// Reads one near the end of the text, or tells what is wrong with it.
    @inline(never)
    private func uncommonLiteral(
        _ literal: Literal, _ text: Span<UInt8>, at start: Int, _ nodes: inout Nodes
    ) throws(ParseError) -> Int {
        var at = start
        for letter in literal.rawValue.utf8 {
            guard at < text.count else { throw ParseError(.unexpectedEnd, at: at) }
            guard text[at] == letter else {
                throw ParseError(.unexpected(text[at], wanted: literal.rawValue), at: at)
            }
            at += 1
        }
        try leaf(literal.kind, from: start, to: at, &nodes)
        return at
    }

    /// `[ minus ] int [ frac ] [ exp ]`, RFC 8259 section 6. Its digits are kept, never computed with.
    func number(_ text: Span<UInt8>, at start: Int, _ nodes: inout Nodes) throws(ParseError) -> Int {
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
        if at < text.count, Parser.isDigit(text[at]) { throw ParseError(.badNumber, at: start) }
        try leaf(.number, from: start, to: at, &nodes)
        return at
    }

    /// Reads a string from its opening quote, as a value or a key.
    @inline(__always)
    func string(_ text: Span<UInt8>, at start: Int, _ nodes: inout Nodes) throws(ParseError) -> Int {
        var at = start &+ 1
        while at &+ Word.size <= text.count {
            let plain = Word(text, at: at).plain
            at &+= plain
            if plain < Word.size { break }
        }
        guard at < text.count, text[at] == UInt8(ascii: "\"") else {
            return try uncommonString(text, at: at, from: start &+ 1, &nodes)
        }
        try leaf(.string, from: start &+ 1, to: at, &nodes)
        return at &+ 1
    }

    /// Goes on at a byte that is neither plain nor the closing quote, or near the end of the text.
    @inline(never)
    private func uncommonString(
        _ text: Span<UInt8>, at place: Int, from start: Int, _ nodes: inout Nodes
    ) throws(ParseError) -> Int {
        var at = place
        var isEscaped = false
        while true {
            guard at < text.count else { throw ParseError(.unexpectedEnd, at: at) }
            let byte = text[at]
            switch byte {
            case UInt8(ascii: "\""):
                try leaf(.string, from: start, to: at, isEscaped: isEscaped, &nodes)
                return at + 1
            case UInt8(ascii: "\\"):
                isEscaped = true
                at = try escapes(text, at: at)
            case 0x00..<0x20: throw ParseError(.controlCharacter(byte), at: at)
            case 0x20..<0x80: at += 1
            default:
                let length = UTF8Sequence.length(text, at: at)
                guard length > 0 else { throw ParseError(.invalidUTF8, at: at) }
                at += length
            }
            while at + Word.size <= text.count {
                let plain = Word(text, at: at).plain
                at += plain
                if plain < Word.size { break }
            }
        }
    }

    /// One escape, and those that follow it at once: where there is one there are mostly more.
    private func escapes(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> Int {
        var at = start
        while at < text.count, text[at] == UInt8(ascii: "\\") {
            while at + Word.size <= text.count, Word(text, at: at).isPlainUnicodeEscape { at += 6 }
            guard at < text.count, text[at] == UInt8(ascii: "\\") else { break }
            at = try escape(text, at: at)
        }
        return at
    }

    @inline(__always)
    private func leaf(
        _ kind: Kind, from start: Int, to end: Int, isEscaped: Bool = false, _ nodes: inout Nodes
    ) throws(ParseError) {
        // A text has less than 4 GiB, see `parse`.
        try append(
            Node(
                start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: end &- start),
                next: UInt32(truncatingIfNeeded: nodes.count &+ 1), kind: kind, isEscaped: isEscaped),
            to: &nodes)
    }

    private func digits(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> Int {
        var at = start
        while at < text.count, Parser.isDigit(text[at]) { at += 1 }
        guard at > start else {
            throw ParseError(at < text.count ? .badNumber : .unexpectedEnd, at: at)
        }
        return at
    }

    private func escape(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> Int {
        guard start + 1 < text.count else { throw ParseError(.unexpectedEnd, at: start) }
        guard text[start + 1] == UInt8(ascii: "u") else {
            guard Escapes.plain(text[start + 1]) != nil else { throw ParseError(.badEscape, at: start) }
            return start + 2
        }
        let first = try unit(text, at: start)
        // RFC 8259 section 8.2 leaves open what half a pair means; I-JSON (RFC 7493 section 2.1) refuses it, so do we.
        if (0xDC00..<0xE000).contains(first) { throw ParseError(.loneSurrogate, at: start) }
        guard (0xD800..<0xDC00).contains(first) else { return start + 6 }
        guard start + 7 < text.count, text[start + 6] == UInt8(ascii: "\\"), text[start + 7] == UInt8(ascii: "u"),
            (0xDC00..<0xE000).contains(try unit(text, at: start + 6))
        else { throw ParseError(.loneSurrogate, at: start) }
        return start + 12
    }

    private func unit(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> UInt32 {
        guard start + 6 <= text.count else { throw ParseError(.unexpectedEnd, at: start) }
        guard let unit = Escapes.unit(text, at: start + 2) else { throw ParseError(.badEscape, at: start) }
        return unit
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
