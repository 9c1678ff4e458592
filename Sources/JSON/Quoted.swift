/// A text from outside as it may stand in a message: in quotes, one line, printable ASCII, and not too long.
///
/// Everything else is escaped as Swift writes it (`\u{435}`), so that what is invisible or looks like another letter
/// shows, and nothing can forge a log line or steer a terminal. A URL is shown without the user and password in it.
package struct Quoted: CustomStringConvertible {
    private let text: String
    private let limit: Int

    /// - Parameter limit: how many characters are shown at most, escapes counted as they are written.
    package init(_ text: String, limit: Int = 64) {
        self.text = URLText.withoutUserInfo(text)
        self.limit = limit
    }

    package var description: String {
        if text.utf8.count <= limit, text.utf8.allSatisfy(Self.isPlain) { return "\"" + text + "\"" }
        var shown = "\""
        var length = 0
        for scalar in text.unicodeScalars {
            let piece = Self.piece(scalar)
            length += piece.utf8.count
            guard length <= limit else { return shown + "\"…" }
            shown += piece
        }
        return shown + "\""
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        0x20...0x7E ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func piece(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"", "\\": "\\\(scalar)"
        case " "..."~": "\(scalar)"
        default: "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
}
