/// Reads JSON by the letter of RFC 8259, and stricter where it leaves a choice: no duplicate keys, no lone
/// surrogates, no byte order mark. Without recursion: open containers are chained through their nodes.
package struct Parser: ~Copyable {
    /// The nodes so far, in an array that never grows: see `capacity`.
    typealias Nodes = OutputSpan<Node>

    let limits: Limits
    private var keys = DuplicateKeys()
    /// Index of the innermost open container.
    private var open = Parser.none
    private var depth = 0

    static let none = UInt32.max

    init(limits: Limits) { self.limits = limits }

    /// Parses a whole text, of less than 4 GiB.
    package static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(ParseError) -> Document {
        precondition(bytes.count < UInt32.max, "offsets in nodes have 32 bits")
        let nodes = try Array(capacity: capacity(for: bytes.count, limits)) {
            (nodes: inout Nodes) throws(ParseError) in
            var parser = Parser(limits: limits)
            try parser.run(bytes.span, &nodes)
        }
        return Document(bytes: bytes, nodes: nodes)
    }

    /// Nodes that a text can have at most: each value or key takes two bytes with what separates it from the next, but
    /// for containers that never end, which are no more than may be open at a time. What is set aside and not used is
    /// address space, not memory.
    private static func capacity(for count: Int, _ limits: Limits) -> Int {
        min(count / 2 + min(count, limits.depth) + 1, limits.nodes)
    }

    private mutating func run(_ text: Span<UInt8>, _ nodes: inout Nodes) throws(ParseError) {
        var at = skipSpace(text, from: 0)
        guard at < text.count else { throw ParseError(.empty, at: at) }
        repeat {
            at = try value(text, at: at, &nodes)
            at = try afterValue(text, at: at, &nodes)
        } while open != Parser.none
        guard at == text.count else { throw ParseError(.trailing, at: at) }
    }

    /// Reads one value, or the opening of one that has something in it, and stops in front of the next.
    private mutating func value(
        _ text: Span<UInt8>, at start: Int, _ nodes: inout Nodes
    ) throws(ParseError) -> Int {
        var at = start
        while true {
            guard at < text.count else { throw ParseError(.unexpectedEnd, at: at) }
            switch text[at] {
            case UInt8(ascii: "\""): return try string(text, at: at, &nodes)
            case UInt8(ascii: "{"):
                try begin(.object, at: at, &nodes)
                at = skipSpace(text, from: at + 1)
                if at < text.count, text[at] == UInt8(ascii: "}") { return try end(text, at: at, &nodes) }
                at = try key(text, at: at, &nodes)
            case UInt8(ascii: "["):
                try begin(.array, at: at, &nodes)
                at = skipSpace(text, from: at + 1)
                if at < text.count, text[at] == UInt8(ascii: "]") { return try end(text, at: at, &nodes) }
            case UInt8(ascii: "t"): return try literal("true", .bool, text, at: at, &nodes)
            case UInt8(ascii: "f"): return try literal("false", .bool, text, at: at, &nodes)
            case UInt8(ascii: "n"): return try literal("null", .null, text, at: at, &nodes)
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(text, at: at, &nodes)
            case let byte: throw ParseError(.unexpected(byte, wanted: "a value"), at: at)
            }
        }
    }

    /// Behind a value: closes containers as long as they end here, and stops in front of the next value.
    private mutating func afterValue(
        _ text: Span<UInt8>, at start: Int, _ nodes: inout Nodes
    ) throws(ParseError) -> Int {
        var at = skipSpace(text, from: start)
        while open != Parser.none {
            guard at < text.count else { throw ParseError(.unexpectedEnd, at: at) }
            let isObject = nodes[Int(open)].kind == .object
            switch text[at] {
            case UInt8(ascii: ","):
                at = skipSpace(text, from: at + 1)
                return isObject ? try key(text, at: at, &nodes) : at
            case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                at = skipSpace(text, from: try end(text, at: at, &nodes))
            case let byte:
                throw ParseError(.unexpected(byte, wanted: isObject ? "',' or '}'" : "',' or ']'"), at: at)
            }
        }
        return at
    }

    /// Reads a key and its colon, and stops in front of the value.
    private mutating func key(
        _ text: Span<UInt8>, at start: Int, _ nodes: inout Nodes
    ) throws(ParseError) -> Int {
        guard start < text.count else { throw ParseError(.unexpectedEnd, at: start) }
        guard text[start] == UInt8(ascii: "\"") else {
            throw ParseError(.unexpected(text[start], wanted: "a key in quotes"), at: start)
        }
        let at = skipSpace(text, from: try string(text, at: start, &nodes))
        guard at < text.count else { throw ParseError(.unexpectedEnd, at: at) }
        guard text[at] == UInt8(ascii: ":") else {
            throw ParseError(.unexpected(text[at], wanted: "':'"), at: at)
        }
        let index = nodes.count - 1
        nodes[index].next = Fingerprint.of(nodes[index], in: text)
        return skipSpace(text, from: at + 1)
    }

    private mutating func begin(_ kind: Kind, at offset: Int, _ nodes: inout Nodes) throws(ParseError) {
        depth += 1
        guard depth <= limits.depth else { throw ParseError(.tooDeep(limit: limits.depth), at: offset) }
        // While a container is open, `next` is the one around it.
        let parent = open
        open = UInt32(nodes.count)
        try append(Node(start: UInt32(offset), length: 0, next: parent, kind: kind), to: &nodes)
    }

    private mutating func end(
        _ text: Span<UInt8>, at offset: Int, _ nodes: inout Nodes
    ) throws(ParseError) -> Int {
        let index = Int(open)
        if nodes[index].kind == .object { try keys.check(in: index, text: text, &nodes) }
        open = nodes[index].next
        depth -= 1
        nodes[index].length = UInt32(offset + 1) - nodes[index].start
        nodes[index].next = UInt32(nodes.count)
        return offset + 1
    }

    @inline(__always)
    func append(_ node: Node, to nodes: inout Nodes) throws(ParseError) {
        guard !nodes.isFull else { throw ParseError(.tooManyValues(limit: limits.nodes), at: Int(node.start)) }
        nodes.append(node)
    }

    @inline(__always)
    private func skipSpace(_ text: Span<UInt8>, from start: Int) -> Int {
        var at = start
        // Nothing above a space is one: mostly that is all there is to see.
        while at < text.count, text[at] <= 0x20 {
            switch text[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            default: return at
            }
        }
        return at
    }
}
