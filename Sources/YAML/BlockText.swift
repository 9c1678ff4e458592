package import JSON

/// A value as YAML in block style, which reads back to the same value here and by kubectl.
package enum BlockText {
    /// The text, with a newline at its end. Mappings and sequences within each other are written by recursion: for
    /// values of our own making, not for those of others.
    package static func write(_ value: Value) -> String {
        var text = ""
        append(value, to: &text, indent: 0)
        return text
    }

    /// Writes what stands behind `key:` or `-`, through the end of the line.
    private static func append(_ value: Value, to text: inout String, indent: Int) {
        switch value.kind {
        case .object where value.members.contains(where: { _ in true }):
            for (position, member) in value.members.enumerated() {
                startLine(position, &text, indent)
                text += key(member.key, indent)
                separate(member.value, &text)
                append(member.value, to: &text, indent: indent + 2)
            }
        case .array where value.elements.contains(where: { _ in true }):
            for (position, element) in value.elements.enumerated() {
                startLine(position, &text, indent)
                text += "- "
                append(element, to: &text, indent: indent + 2)
            }
        case .string: text += scalar(value.string ?? "") + "\n"
        // As an integer it would lose its sign.
        case .number where value.raw == "-0": text += "-0.\n"
        default: text += value.raw + "\n"
        }
    }

    /// The first member or element may stand on the line of the `-` around it.
    private static func startLine(_ position: Int, _ text: inout String, _ indent: Int) {
        guard position > 0 || text.isEmpty || text.utf8.last == UInt8(ascii: "\n") else { return }
        text += String(repeating: " ", count: indent)
    }

    private static func separate(_ value: Value, _ text: inout String) {
        let isBlock = value.members.contains { _ in true } || value.elements.contains { _ in true }
        text += isBlock ? "\n" : " "
    }

    /// YAML 1.1 section 7.4.2: a key on the line of its value has at most 1,024 characters; a longer one needs a mark.
    private static let longestKey = 1_024

    private static func key(_ key: String, _ indent: Int) -> String {
        let text = scalar(key)
        // All of it is ASCII.
        guard text.utf8.count > longestKey else { return text + ":" }
        return "? \(text)\n\(String(repeating: " ", count: indent)):"
    }

    /// A string, in quotes wherever it would be anything else without.
    private static func scalar(_ string: String) -> String {
        let isWord = string.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-._/$".utf8.contains(byte)
            }
        }
        let first = string.utf8.first
        // `---` and `...` are marks between documents.
        if isWord, first != UInt8(ascii: "-"), first != UInt8(ascii: "."), PlainScalar(string) == .string {
            return string
        }
        return quoted(string)
    }

    /// In double quotes, printable ASCII only.
    private static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case " "..."~": text.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                text += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
        }
        return text + "\""
    }
}
