/// A text from outside as it may stand in a message: in quotes, one line, printable ASCII, and not too long.
///
/// Everything else is escaped as Swift writes it (`\u{435}`), so that what is invisible or looks like another letter
/// shows, and nothing can forge a log line or steer a terminal.
package struct Quoted: CustomStringConvertible {
    private let text: String
    private let limit: Int

    /// - Parameter limit: how many characters are shown at most, escapes counted as they are written.
    package init(_ text: String, limit: Int = 64) {
        self.text = text
        self.limit = limit
    }

    package var description: String {
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

    private static func piece(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"", "\\": "\\\(scalar)"
        case " "..."~": "\(scalar)"
        default: "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
}
