/// Four hexadecimal digits, looked at all at once (SWAR). The lowest byte is the first.
struct HexDigits {
    private let raw: UInt32

    init(_ raw: UInt32) { self.raw = raw }

    /// Whether all of them are digits.
    var areValid: Bool {
        // Without their top bits, so that no sum carries over; a byte that has it set is no digit.
        let digit = raw & Self.each(0x7F)
        let letter = digit | Self.each(0x20)
        let isDigit = (digit &+ Self.each(0x80 - 0x30)) & ~(digit &+ Self.each(0x80 - 0x3A))
        let isLetter = (letter &+ Self.each(0x80 - 0x61)) & ~(letter &+ Self.each(0x80 - 0x67))
        return (isDigit | isLetter) & ~raw & Self.each(0x80) == Self.each(0x80)
    }

    /// What they stand for, if they are valid.
    var value: UInt32 {
        let values = (raw & Self.each(0x0F)) &+ 9 &* (raw >> 6 & Self.each(0x01))
        let pairs = values << 4 | values >> 8
        return (pairs & 0xFF) << 8 | pairs >> 16 & 0xFF
    }

    private static func each(_ byte: UInt32) -> UInt32 { byte &* 0x0101_0101 }
}
