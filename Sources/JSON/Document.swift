/// A parsed JSON text: its bytes as they came, and a flat array of nodes that point into them, which
/// is part of its own memory: a document is one allocation.
///
/// Immutable, so that values can be handed around freely; looking a field up allocates nothing.
package struct Document: @unchecked Sendable {
    private let storage: DocumentStorage

    package var bytes: [UInt8] { unsafe storage.withUnsafeMutablePointerToHeader { unsafe $0.pointee.bytes } }

    /// - Parameters:
    ///   - capacity: for how many nodes there is room.
    ///   - read: makes the nodes, and returns how many there are.
    @inline(__always)
    init(
        _ bytes: [UInt8], capacity: Int, _ read: (UnsafeMutablePointer<Node>) throws(ParseError) -> Int
    ) throws(ParseError) {
        let buffer = DocumentStorage.create(minimumCapacity: capacity) { _ in DocumentStorage.Head(bytes: bytes) }
        storage = unsafe unsafeDowncast(buffer, to: DocumentStorage.self)
        if capacity > DocumentStorage.many { storage.expectMany(capacity) }
        try unsafe storage.withUnsafeMutablePointers { (head, nodes) throws(ParseError) in
            unsafe head.pointee.count = try unsafe read(nodes)
        }
    }

    package var root: Value { Value(document: self, index: 0) }

    /// How many nodes there are: each value is one, and each key.
    package var nodeCount: Int { withNodes { nodes in nodes.count } }

    /// The text of a string node with its escapes resolved. The parser has made sure that they resolve.
    func text(of node: Node) -> String {
        let range = Int(node.start)..<node.end
        return String(decoding: node.isEscaped ? Escapes.resolve(bytes[range])[...] : bytes[range], as: UTF8.self)
    }

    func node(at index: Int) -> Node { withNodes { nodes in nodes[index] } }

    @inline(__always)
    private func withNodes<Result>(_ body: (Span<Node>) -> Result) -> Result {
        unsafe storage.withUnsafeMutablePointers { head, nodes in
            unsafe body(UnsafeBufferPointer(start: nodes, count: head.pointee.count).span)
        }
    }

    /// Index of the value of an object's member; nil where there is none, and where this is no object.
    func member(_ key: String, of object: Int) -> Int? {
        let node = node(at: object)
        return node.kind == .object ? member(key, from: object &+ 1, to: object &+ Int(node.size)) : nil
    }

    /// The same among the members of an object whose keys stand from one node up to another.
    func member(_ key: String, from start: Int, to end: Int) -> Int? {
        unsafe storage.withUnsafeMutablePointers { head, nodes in
            let nodes = unsafe UnsafeBufferPointer(start: nodes, count: head.pointee.count)
            return unsafe Self.member(key.utf8.span, from: start, to: end, nodes.span, head.pointee.bytes.span)
        }
    }

    private static func member(
        _ key: Span<UInt8>, from start: Int, to end: Int, _ nodes: Span<Node>, _ bytes: Span<UInt8>
    ) -> Int? {
        let fingerprint = Fingerprint.of(key)
        var index = start
        // The parser has made sure that an object's nodes are keys, each with the nodes of its value.
        while index < end {
            if unsafe nodes[unchecked: index].size == fingerprint, isText(key, at: nodes[index], bytes) {
                return index &+ 1
            }
            unsafe index &+= 1 &+ Int(nodes[unchecked: index &+ 1].size)
        }
        return nil
    }

    /// Whether a string node's text is `text`, byte for byte: Swift's `==` would also take canonically equivalent
    /// characters for the same (U+212A KELVIN SIGN for "K"), which no name or key may be.
    func isText(_ text: String, at node: Node) -> Bool {
        unsafe storage.withUnsafeMutablePointerToHeader { head in
            unsafe Self.isText(text.utf8.span, at: node, head.pointee.bytes.span)
        }
    }

    private static func isText(_ text: Span<UInt8>, at node: Node, _ bytes: Span<UInt8>) -> Bool {
        guard !node.isEscaped else { return isEscapedText(text, at: node, bytes) }
        guard text.count == Int(node.length) else { return false }
        return bytes.has(text, at: Int(node.start))
    }

    @inline(never)
    private static func isEscapedText(_ text: Span<UInt8>, at node: Node, _ bytes: Span<UInt8>) -> Bool {
        var (count, isSame) = (0, true)
        Escapes.resolve(bytes, Int(node.start)..<node.end) { byte in
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
