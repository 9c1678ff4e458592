/// A value in a document: a handle, cheap to copy.
package struct Value: Sendable {
    let document: Document
    /// Which node; two values of one document are the same place when their indices are.
    package let index: Int

    var node: Node { document.node(at: index) }

    package var kind: Kind { node.kind }

    package var isNull: Bool { kind == .null }

    /// The text of a string, its escapes resolved; nil for anything else.
    package var string: String? {
        let node = node
        return node.kind == .string ? document.text(of: node) : nil
    }

    /// The text of a string in a copy of its own, which can be compared byte for byte (see `Document.isText`), and
    /// wiped where it is secret; no other copy is made.
    package var utf8: [UInt8]? {
        let node = node
        guard node.kind == .string else { return nil }
        let raw = document.bytes[byteRange]
        return node.isEscaped ? Escapes.resolve(raw) : Array(raw)
    }

    /// The text of a string as it stands in the document's bytes, without a copy where it has no escapes; nil for
    /// anything else.
    package var slice: ArraySlice<UInt8>? {
        let node = node
        guard node.kind == .string else { return nil }
        let raw = document.bytes[byteRange]
        return node.isEscaped ? Escapes.resolve(raw)[...] : raw
    }

    package var bool: Bool? {
        let node = node
        return node.kind == .bool ? node.length == 4 : nil  // `true` has four bytes, `false` five
    }

    /// A number as it was written, every digit of it.
    package var number: String? { kind == .number ? raw : nil }

    /// A whole number that fits; nil for anything else, `1.0` and `1e3` included, as Go decodes into an integer.
    package var integer: Int? { number.flatMap { Int($0) } }

    /// Whether this is the string `text`. Allocates nothing.
    package func isString(_ text: String) -> Bool {
        let node = node
        return node.kind == .string && document.isText(text, at: node)
    }

    /// Whether this is a string that begins with `text`.
    package func hasPrefix(_ text: String) -> Bool {
        let node = node
        return node.kind == .string && document.hasPrefix(text, at: node)
    }

    /// Where the value stands in the document's bytes; of a string, without its quotes.
    package var byteRange: Range<Int> {
        let node = node
        return Int(node.start)..<node.end
    }

    /// The value as it was written; of a string, without its quotes and with its escapes.
    package var raw: String { String(decoding: document.bytes[byteRange], as: UTF8.self) }

    /// The value of an object's member: nil where there is none, where it is `null`, and where this is no object.
    ///
    /// Kubernetes reads a null field as an absent one; where the difference matters, see `member`.
    package subscript(key: String) -> Value? {
        guard let index = document.member(key, of: index), document.node(at: index).kind != .null else { return nil }
        return Value(document: document, index: index)
    }

    /// The value of an object's member, `null` too.
    package func member(_ key: String) -> Value? {
        document.member(key, of: index).map { Value(document: document, index: $0) }
    }

    /// The members of an object, in their order; none where this is no object.
    package var members: Members { Members(of: self) }

    /// The elements of an array, in their order; none where this is no array.
    package var elements: Elements { Elements(of: self) }
}

/// The members of an object.
package struct Members: Sequence, IteratorProtocol {
    /// A key with its value.
    package struct Member {
        let document: Document
        /// Which node the key is; that of its value is the next.
        package let index: Int

        package var key: String { document.text(of: document.node(at: index)) }
        package var value: Value { Value(document: document, index: index + 1) }

        /// Where the key's opening quote stands in the document's bytes.
        package var offset: Int { Int(document.node(at: index).start) - 1 }

        /// Whether the key is `text`. Allocates nothing.
        package func has(_ text: String) -> Bool { document.isText(text, at: document.node(at: index)) }
    }

    private let document: Document
    private var index: Int
    private let end: Int

    init(of value: Value) {
        let node = value.node
        document = value.document
        index = value.index + 1
        end = node.kind == .object ? value.index + Int(node.size) : index
    }

    package mutating func next() -> Member? {
        guard index < end else { return nil }
        defer { index += 1 + Int(document.node(at: index + 1).size) }
        return Member(document: document, index: index)
    }
}

/// The elements of an array.
package struct Elements: Sequence, IteratorProtocol {
    private let document: Document
    private var index: Int
    private let end: Int

    init(of value: Value) {
        let node = value.node
        document = value.document
        index = value.index + 1
        end = node.kind == .array ? value.index + Int(node.size) : index
    }

    package mutating func next() -> Value? {
        guard index < end else { return nil }
        defer { index += Int(document.node(at: index).size) }
        return Value(document: document, index: index)
    }
}
