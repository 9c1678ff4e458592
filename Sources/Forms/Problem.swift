package import YAML

/// One thing that is wrong with a configuration, and where.
package struct Problem: Sendable, Equatable {
    package let position: Position
    /// The setting, `rules.keep-namespace.enforce`; empty where the text as a whole is meant.
    package let path: String
    /// What is wrong and what to do.
    package let message: String

    package init(_ position: Position, _ path: String, _ message: String) {
        self.position = position
        self.path = path
        self.message = message
    }
}

extension Problem: CustomStringConvertible {
    /// `12:9: rules.keep-namespace.enforec: unknown key; did you mean "enforce"?`
    package var description: String {
        "\(position.line):\(position.column): \(path)\(path.isEmpty ? "" : ": ")\(message)"
    }
}
