package import JSON

/// A name, or the beginning of one: `alice`, or `system:serviceaccount:ci:*`.
package struct NamePattern: Sendable, Hashable, CustomStringConvertible {
    /// As it is written in the configuration.
    package let text: String
    /// What names begin with; nil where it is one name.
    private let prefix: String?

    package init(_ text: String) {
        self.text = text
        prefix = text.utf8.last == UInt8(ascii: "*") ? String(text.dropLast()) : nil
    }

    package var description: String { text }

    /// Whether `name` is this name or, with a trailing `*`, begins like it. Byte for byte: a character that merely
    /// looks or normalises the same is another one.
    package func matches(_ name: String) -> Bool {
        prefix.map { name.utf8.starts(with: $0.utf8) } ?? name.utf8.elementsEqual(text.utf8)
    }

    /// The same of a text in a document, in place.
    package func matches(_ name: Value) -> Bool {
        if let prefix { name.hasPrefix(prefix) } else { name.isString(text) }
    }

    /// Whether it is true of one of the texts in a list.
    package func matches(anyOf names: Value) -> Bool {
        if let prefix { names.hasElement(beginningWith: prefix) } else { names.hasElement(text) }
    }
}

extension NamePattern: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text) }
}

extension [NamePattern] {
    /// Whether any of the patterns matches `name`.
    package func match(_ name: String) -> Bool { contains { $0.matches(name) } }
}
