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

    /// Whether a string node's text is `text`, byte for byte: Swift's `==` would also take canonically equivalent
    /// characters for the same (U+212A KELVIN SIGN for "K"), which no name or key may be.
    func isText(_ text: String, at node: Node) -> Bool {
        if node.isEscaped { return self.text(of: node).utf8.elementsEqual(text.utf8) }
        return text.utf8.count == Int(node.length) && begins(node, with: text.utf8.span)
    }

    /// Whether a string node's text begins with `text`, byte for byte.
    func hasPrefix(_ text: String, at node: Node) -> Bool {
        if node.isEscaped { return self.text(of: node).utf8.starts(with: text.utf8) }
        return text.utf8.count <= Int(node.length) && begins(node, with: text.utf8.span)
    }

    private func begins(_ node: Node, with wanted: Span<UInt8>) -> Bool {
        let start = Int(node.start)
        for offset in 0..<wanted.count where wanted[offset] != bytes[start + offset] { return false }
        return true
    }
}
