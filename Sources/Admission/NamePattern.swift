/// A name, or the beginning of one: `alice`, or `system:serviceaccount:ci:*`.
package struct NamePattern: Sendable, Hashable, CustomStringConvertible {
    /// As it is written in the configuration.
    package let text: String

    package init(_ text: String) { self.text = text }

    package var description: String { text }

    /// Whether `name` is this name or, with a trailing `*`, begins like it. Byte for byte: a character that merely
    /// looks or normalises the same is another one.
    package func matches(_ name: String) -> Bool {
        guard text.utf8.last == UInt8(ascii: "*") else { return name.utf8.elementsEqual(text.utf8) }
        return name.utf8.starts(with: text.utf8.dropLast())
    }
}

extension NamePattern: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text) }
}

extension [NamePattern] {
    /// Whether any of the patterns matches `name`.
    package func match(_ name: String) -> Bool { contains { $0.matches(name) } }
}
