/// The escapes of JSON strings, RFC 8259 section 7.
enum Escapes {
    /// The text that `raw`, the inside of a string literal that the parser has accepted, stands for.
    static func resolve(_ raw: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(raw.count)
        resolve(raw.span, 0..<raw.count) { text.append($0) }
        return text
    }

    /// The same, byte by byte, for a part of a text.
    static func resolve(_ text: Span<UInt8>, _ part: Range<Int>, _ take: (UInt8) -> Void) {
        var at = part.lowerBound
        while at < part.upperBound {
            guard text[at] == UInt8(ascii: "\\") else {
                take(text[at])
                at += 1
                continue
            }
            let letter = text[at + 1]
            guard letter == UInt8(ascii: "u") else {
                take(plain(letter) ?? letter)
                at += 2
                continue
            }
            let scalar = scalar(in: text, at: &at)
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { take(byte) }
        }
    }

    /// The byte that `\` and this letter stand for; nil for letters that escape nothing.
    static func plain(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The four hexadecimal digits from `at` on; nil where one is none.
    static func unit(_ text: Span<UInt8>, at: Int) -> UInt32? {
        // The load is checked against the text's end; any four bytes are a UInt32.
        let raw = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self)
        let digits = HexDigits(UInt32(littleEndian: raw))
        return digits.areValid ? digits.value : nil
    }

    /// The character whose escape (and, of a pair, whose second half) starts at `at`, which moves behind it.
    private static func scalar(in text: Span<UInt8>, at: inout Int) -> Unicode.Scalar {
        let first = unit(text, at: at + 2) ?? 0
        at += 6
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let second = unit(text, at: at + 2) ?? 0
        at += 6
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }
}
