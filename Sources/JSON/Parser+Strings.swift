extension Parser {
    /// Reads a string, and goes behind it.
    @inline(__always)
    mutating func string(_ text: Span<UInt8>) throws(ParseError) {
        let start = at &+ 1
        guard let length = Self.plainLength(text, from: start) else { return try uncommonString(text) }
        guard nodes.hasRoom else { throw Self.tooMany(limits, at: start) }
        nodes.append(.string, at: start, length)
        go(to: start &+ length &+ 1, in: text)
    }

    @inline(__always)
    private mutating func uncommonString(_ text: Span<UInt8>) throws(ParseError) {
        let start = at &+ 1
        let (end, isEscaped) = try Self.stringEnd(text, from: start)
        guard nodes.hasRoom else { throw Self.tooMany(limits, at: start) }
        nodes.append(.string, at: start, end &- start, isEscaped: isEscaped)
        go(to: end &+ 1, in: text)
    }

    /// Reads a key and its colon, and goes to the value.
    @inline(__always)
    mutating func key(_ text: Span<UInt8>) throws(ParseError) {
        guard byte == UInt8(ascii: "\"") else { throw Self.unexpected(text, at: at, wanted: "a key in quotes") }
        let start = at &+ 1
        guard let length = Self.plainKeyLength(text, from: start) else { return try uncommonKey(text) }
        guard nodes.hasRoom else { throw Self.tooMany(limits, at: start) }
        nodes.appendKey(at: start, length, fingerprint: Fingerprint.ofPlain(text, at: start, length))
        at = start &+ length &+ 2
        byte = text.byte(at: at)
        if _slowPath(byte <= 0x20) { (at, byte) = Self.behindSpace(text, from: at) }
    }

    @inline(__always)
    private mutating func uncommonKey(_ text: Span<UInt8>) throws(ParseError) {
        let start = at &+ 1
        let (end, isEscaped) = try Self.stringEnd(text, from: start)
        guard nodes.hasRoom else { throw Self.tooMany(limits, at: start) }
        nodes.appendKey(
            at: start, end &- start, fingerprint: Fingerprint.of(text, start..<end), isEscaped: isEscaped)
        go(to: end &+ 1, in: text)
        guard byte == UInt8(ascii: ":") else { throw Self.unexpected(text, at: at, wanted: "':'") }
        go(to: at &+ 1, in: text)
    }

    /// How long a string is; nil where there is more than plain characters in it, or the text ends soon.
    @inline(__always)
    private static func plainLength(_ text: Span<UInt8>, from start: Int) -> Int? {
        var length = 0
        while _fastPath(start &+ length &+ 16 <= text.count) {
            let unusual = text.unusual(at: start &+ length)
            guard unusual == 0 else {
                length &+= unusual.trailingZeroBitCount
                return text.byte(at: start &+ length) == UInt8(ascii: "\"") ? length : nil
            }
            length &+= 16
        }
        return nil
    }

    /// How long a key is; nil where there is more than plain characters in it, no colon directly behind it, or no byte
    /// behind that.
    @inline(__always)
    private static func plainKeyLength(_ text: Span<UInt8>, from start: Int) -> Int? {
        var length = 0
        // Of 16 bytes the last may be the quote; behind it there are two.
        while _fastPath(start &+ length &+ 18 <= text.count) {
            let unusual = text.unusual(at: start &+ length)
            guard unusual == 0 else {
                length &+= unusual.trailingZeroBitCount
                return text.twoBytes(at: start &+ length) == 0x3A22 ? length : nil  // `":`
            }
            length &+= 16
        }
        return nil
    }

    /// Where any string ends, whose inside starts here, and whether it has escapes.
    @inline(never)
    static func stringEnd(
        _ text: Span<UInt8>, from start: Int
    ) throws(ParseError) -> (end: Int, isEscaped: Bool) {
        var at = start
        var isEscaped = false
        while true {
            at = plainEnd(text, from: at)
            guard at < text.count else { throw ParseError(.unexpectedEnd, at: at) }
            let byte = text[at]
            switch byte {
            case UInt8(ascii: "\""): return (at, isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                at = try escapes(text, at: at)
            case 0x00..<0x20: throw ParseError(.controlCharacter(byte), at: at)
            default:
                let length = UTF8Sequence.length(text, at: at)
                guard length > 0 else { throw ParseError(.invalidUTF8, at: at) }
                at += length
            }
        }
    }

    /// Where the plain characters from here on end.
    @inline(__always)
    private static func plainEnd(_ text: Span<UInt8>, from start: Int) -> Int {
        var at = start
        while at &+ 16 <= text.count {
            let unusual = text.unusual(at: at)
            if unusual != 0 { return at &+ unusual.trailingZeroBitCount }
            at &+= 16
        }
        // Of the last 16 bytes some for the second time.
        if text.count >= 16 {
            let unusual = text.unusual(at: text.count &- 16) &>> UInt32(truncatingIfNeeded: at &- text.count &+ 16)
            return unusual == 0 ? text.count : at &+ unusual.trailingZeroBitCount
        }
        while at < text.count, text[at] >= 0x20, text[at] < 0x80, text[at] != 0x22, text[at] != 0x5C { at += 1 }
        return at
    }

    /// One escape, and those that follow it at once: where there is one there are mostly more.
    private static func escapes(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> Int {
        var at = start
        while at < text.count, text[at] == UInt8(ascii: "\\") {
            while at &+ 6 <= text.count, text.hasPlainUnicodeEscape(at: at) { at &+= 6 }
            guard at < text.count, text[at] == UInt8(ascii: "\\") else { break }
            at = try escape(text, at: at)
        }
        return at
    }

    private static func escape(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> Int {
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

    private static func unit(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> UInt32 {
        guard start + 6 <= text.count else { throw ParseError(.unexpectedEnd, at: start) }
        guard let unit = Escapes.unit(text, at: start + 2) else { throw ParseError(.badEscape, at: start) }
        return unit
    }
}
