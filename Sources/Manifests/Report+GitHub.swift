internal import Admission
internal import YAML

extension Report {
    /// Workflow commands, which GitHub shows at the lines of a pull request;
    /// https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
    package var github: String {
        let found = findings.map { found in
            Self.command(
                found.finding.severity.rawValue, found.file, line: found.position.line, column: found.position.column,
                title: found.finding.rule, found.text)
        }
        let unread = unreadable.map { unread in
            Self.command(
                "error", unread.file, line: unread.position?.line, column: unread.position?.column,
                title: "unreadable", "\(OneLine(unread.message))")
        }
        return (found + unread).joined() + summary
    }

    private static func command(
        _ name: String, _ file: String, line: Int?, column: Int?, title: String, _ message: String
    ) -> String {
        var properties = ["file=\(property(file))"]
        if let line { properties.append("line=\(line)") }
        if let column { properties.append("col=\(column)") }
        properties.append("title=\(property(title))")
        return "::\(name) \(properties.joined(separator: ","))::\(escaped(message, "%\r\n"))\n"
    }

    private static func property(_ text: String) -> String { "\(OneLine(escaped(text, "%\r\n:,")))" }

    /// As `@actions/core` does it, packages/core/src/command.ts: escapeData, escapeProperty.
    private static func escaped(_ text: String, _ special: String) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            guard special.unicodeScalars.contains(scalar) else { return escaped.unicodeScalars.append(scalar) }
            let digits = String(scalar.value, radix: 16, uppercase: true)
            escaped += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
        }
    }
}
