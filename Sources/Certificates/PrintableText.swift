/// Bytes from a certificate as text that cannot play tricks on a terminal.
enum PrintableText {
    /// Printable ASCII as it is, every other byte as `\xx`.
    static func ascii(_ bytes: [UInt8]) -> String {
        bytes.reduce(into: "") { text, byte in
            if (0x20...0x7e).contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "\\" + hexadecimal([byte], separator: "")
            }
        }
    }

    /// Two upper-case digits a byte.
    static func hexadecimal(_ bytes: [UInt8], separator: String) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: separator)
    }
}
