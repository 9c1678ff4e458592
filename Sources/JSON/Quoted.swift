/// A text from outside as it may stand in a message: in quotes, one line, printable ASCII, and not too long.
///
/// Everything else is escaped as Swift writes it (`\u{435}`), so that what is invisible or looks like another letter
/// shows, and nothing can forge a log line or steer a terminal.
package struct Quoted: CustomStringConvertible {
    private let text: String
    private let limit: Int

    /// - Parameter limit: how many characters of `text` are shown at most.
    package init(_ text: String, limit: Int = 64) {
        self.text = text
        self.limit = limit
    }

    package var description: String {
        var shown = "\""
        for (position, scalar) in text.unicodeScalars.enumerated() {
            guard position < limit else { return shown + "\"…" }
            switch scalar {
            case "\"", "\\": shown += "\\\(scalar)"
            case " "..."~": shown.unicodeScalars.append(scalar)
            default: shown += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return shown + "\""
    }
}
