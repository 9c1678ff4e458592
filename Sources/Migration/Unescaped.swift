/// A text with the escapes of JSON's strings resolved wherever they stand; what escapes nothing stays as it is.
struct Unescaped {
    private(set) var bytes: [UInt8] = []
    /// Where each of the bytes comes from.
    private(set) var origins: [Int] = []

    /// nil where there is nothing to resolve.
    init?(_ text: ArraySlice<UInt8>) {
        guard text.contains(UInt8(ascii: "\\")) else { return nil }
        bytes.reserveCapacity(text.count)
        origins.reserveCapacity(text.count)
        var at = text.startIndex
        while at < text.endIndex {
            guard text[at] == UInt8(ascii: "\\") else {
                bytes.append(text[at])
                origins.append(at)
                at += 1
                continue
            }
            let (resolved, length) = Self.escape(text[at...])
            bytes += resolved
            for _ in resolved { origins.append(at) }
            at += length
        }
    }

    /// What the escape at the beginning stands for, and how many bytes it takes.
    private static func escape(_ text: ArraySlice<UInt8>) -> ([UInt8], Int) {
        let at = text.startIndex
        let byte = text[at]
        guard at + 1 < text.endIndex else { return ([byte], 1) }
        switch text[at + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"): return ([text[at + 1]], 2)
        case UInt8(ascii: "n"): return ([UInt8(ascii: "\n")], 2)
        case UInt8(ascii: "r"): return ([UInt8(ascii: "\r")], 2)
        case UInt8(ascii: "t"): return ([UInt8(ascii: "\t")], 2)
        case UInt8(ascii: "u"):
            guard let unit = unit(text[(at + 2)...]) else { return ([byte], 1) }
            if let scalar = Unicode.Scalar(unit) { return (Array(String(Character(scalar)).utf8), 6) }
            // The first half of a pair: RFC 8259 section 7.
            guard unit < 0xDC00, text[(at + 6)...].starts(with: "\\u".utf8), let low = self.unit(text[(at + 8)...]),
                (0xDC00..<0xE000).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
            else { return ([byte], 1) }
            return (Array(String(Character(scalar)).utf8), 12)
        default: return ([byte], 1)
        }
    }

    /// What four hexadecimal digits stand for.
    private static func unit(_ text: ArraySlice<UInt8>) -> UInt32? {
        let digits = text.prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80 }) else {
            return nil
        }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
