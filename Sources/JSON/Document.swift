/// A parsed JSON text: its bytes as they came, and a flat array of nodes that point into them.
///
/// Immutable, so that values can be handed around freely; looking a field up allocates nothing.
package final class Document: Sendable {
    package let bytes: [UInt8]
    let nodes: [Node]

    init(bytes: [UInt8], nodes: [Node]) {
        self.bytes = bytes
        self.nodes = nodes
    }

    package var root: Value { Value(document: self, index: 0) }

    /// How many nodes there are: each value is one, and each key.
    package var nodeCount: Int { nodes.count }

    /// The text of a string node with its escapes resolved. The parser has made sure that they resolve.
    func text(of node: Node) -> String {
        let range = Int(node.start)..<node.end
        return String(decoding: node.isEscaped ? Escapes.resolve(bytes[range])[...] : bytes[range], as: UTF8.self)
    }

    /// Index of the value of an object's member; nil where there is none, and where this is no object.
    func member(_ key: String, of object: Int) -> Int? {
        let node = nodes[object]
        return node.kind == .object ? member(key, from: object &+ 1, to: Int(node.next)) : nil
    }

    /// The same among the members of an object whose keys stand from one node up to another.
    func member(_ key: String, from start: Int, to end: Int) -> Int? {
        Self.member(key.utf8.span, from: start, to: end, nodes, bytes)
    }

    private static func member(
        _ key: Span<UInt8>, from start: Int, to end: Int, _ nodes: [Node], _ bytes: [UInt8]
    ) -> Int? {
        let nodes = nodes.span
        let fingerprint = Fingerprint.of(key)
        var index = start
        while index < end {
            if nodes[index].next == fingerprint, isText(key, at: nodes[index], bytes) { return index &+ 1 }
            index = Int(nodes[index &+ 1].next)
        }
        return nil
    }

    /// Whether a string node's text is `text`, byte for byte: Swift's `==` would also take canonically equivalent
    /// characters for the same (U+212A KELVIN SIGN for "K"), which no name or key may be.
    func isText(_ text: String, at node: Node) -> Bool { Self.isText(text.utf8.span, at: node, bytes) }

    private static func isText(_ text: Span<UInt8>, at node: Node, _ bytes: [UInt8]) -> Bool {
        guard !node.isEscaped else { return isEscapedText(text, at: node, bytes) }
        guard text.count == Int(node.length) else { return false }
        return bytes.span.has(text, at: Int(node.start))
    }

    @inline(never)
    private static func isEscapedText(_ text: Span<UInt8>, at node: Node, _ bytes: [UInt8]) -> Bool {
        var (count, isSame) = (0, true)
        Escapes.resolve(bytes.span, Int(node.start)..<node.end) { byte in
            isSame = isSame && count < text.count && text[count] == byte
            count += 1
        }
        return isSame && count == text.count
    }

    /// Whether a string node's text begins with `text`, byte for byte.
    func hasPrefix(_ text: String, at node: Node) -> Bool {
        if node.isEscaped { return self.text(of: node).utf8.starts(with: text.utf8) }
        return text.utf8.count <= Int(node.length) && Self.begins(bytes, at: Int(node.start), with: text.utf8.span)
    }

    private static func begins(_ bytes: [UInt8], at start: Int, with text: Span<UInt8>) -> Bool {
        bytes.span.has(text, at: start)
    }
}
