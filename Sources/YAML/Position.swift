/// Where something begins in a YAML text.
package struct Position: Sendable, Equatable {
    /// Counted from 1.
    package let line: Int
    /// In characters, counted from 1.
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

extension Position: CustomStringConvertible {
    package var description: String { "line \(line), column \(column)" }
}
