/// The escapes of JSON strings, RFC 8259 section 7.
enum Escapes {
    /// The text that `raw`, the inside of a string literal that the parser has accepted, stands for.
    static func resolve(_ raw: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(raw.count)
        var index = raw.startIndex
        while index < raw.endIndex {
            guard raw[index] == UInt8(ascii: "\\") else {
                text.append(raw[index])
                index += 1
                continue
            }
            let letter = raw[index + 1]
            index += 2
            guard letter == UInt8(ascii: "u") else {
                text.append(plain(letter) ?? letter)
                continue
            }
            append(scalar(in: raw, at: &index), to: &text)
        }
        return text
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

    /// The value of a hexadecimal digit, or nil.
    static func hex(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The character whose four digits (and, of a pair, whose second half) start at `index`, which moves behind them.
    private static func scalar(in raw: ArraySlice<UInt8>, at index: inout Int) -> UInt32 {
        func unit(_ at: Int) -> UInt32 { raw[at..<at + 4].reduce(0) { $0 << 4 | (hex($1) ?? 0) } }
        let first = unit(index)
        index += 4
        guard (0xD800..<0xDC00).contains(first) else { return first }
        let second = unit(index + 2)
        index += 6
        return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }

    private static func append(_ value: UInt32, to text: inout [UInt8]) {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
