/// RFC 4648 section 4, in which a patch and a Secret's values travel.
package enum Base64 {
    /// Whether the last group is filled up with `=`.
    package enum Padding: Sendable {
        /// Always, as Go's `base64.StdEncoding` has it.
        case required
        /// Never, as Go's `base64.RawStdEncoding` has it.
        case none
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
            for letter in 0..<4 {
                let isPadding = letter > group.count
                text.append(isPadding ? padding : alphabet[Int(bits >> (18 - 6 * UInt32(letter)) & 63)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// What `text` stands for; nil where it is not base64. As Go reads it: line breaks anywhere are skipped, and the
    /// bits that the last letter has too many may be anything.
    ///
    /// The result is allocated once and never moved, so that whoever wipes it has wiped all there is.
    package static func decode(_ text: [UInt8], padding required: Padding = .required) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3 + 3)
        var (bits, letters, fillers): (UInt32, Int, Int) = (0, 0, 0)
        for byte in text where byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r") {
            if byte == padding {
                fillers += 1
                continue
            }
            guard fillers == 0, let value = value(of: byte) else { return wiped(&bytes) }
            bits = bits << 6 | value
            letters += 1
            if letters % 4 == 0 {
                for shift: UInt32 in [16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
            }
        }
        let rest = letters % 4
        let wanted = required == .none || rest == 0 ? 0 : 4 - rest
        guard rest != 1, fillers == wanted else { return wiped(&bytes) }
        if rest >= 2 { bytes.append(UInt8(truncatingIfNeeded: bits >> (rest == 2 ? 4 : 10))) }
        if rest == 3 { bytes.append(UInt8(truncatingIfNeeded: bits >> 2)) }
        return bytes
    }

    private static func wiped(_ bytes: inout [UInt8]) -> [UInt8]? {
        bytes.wipe()
        return nil
    }

    private static func value(of letter: UInt8) -> UInt32? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
