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

    /// One function with all that is common in it, as half of the time would go into calls.
    @inline(never)
    private mutating func run(_ text: Span<UInt8>, _ nodes: inout Nodes) throws(ParseError) {
        var at = skipSpace(text, from: 0)
        guard at < text.count else { throw ParseError(.empty, at: at) }
        // Whether the innermost open container is an object.
        var isInObject = false
        values: while true {
            if isInObject { at = try key(text, at: at, &nodes) }
            guard at < text.count else { throw ParseError(.unexpectedEnd, at: at) }
            switch text[at] {
            case UInt8(ascii: "\""): at = try string(text, at: at, &nodes)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                isInObject = text[at] == UInt8(ascii: "{")
                try begin(isInObject ? .object : .array, at: at, &nodes)
                at = skipSpace(text, from: at &+ 1)
                guard at < text.count, text[at] == Self.bracket(isInObject) else { continue values }
            case UInt8(ascii: "t"): at = try literal(.true, text, at: at, &nodes)
            case UInt8(ascii: "f"): at = try literal(.false, text, at: at, &nodes)
            case UInt8(ascii: "n"): at = try literal(.null, text, at: at, &nodes)
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): at = try number(text, at: at, &nodes)
            case let byte: throw ParseError(.unexpected(byte, wanted: "a value"), at: at)
            }
            // Behind a value: closes containers as long as they end here.
            at = skipSpace(text, from: at)
            while open != Parser.none {
                guard at < text.count else { throw ParseError(.unexpectedEnd, at: at) }
                if text[at] == UInt8(ascii: ",") {
                    at = skipSpace(text, from: at &+ 1)
                    continue values
                }
                guard text[at] == Self.bracket(isInObject) else {
                    throw ParseError(.unexpected(text[at], wanted: isInObject ? "',' or '}'" : "',' or ']'"), at: at)
                }
                isInObject = try end(text, at: at, &nodes)
                at = skipSpace(text, from: at &+ 1)
            }
            break
        }
        guard at == text.count else { throw ParseError(.trailing, at: at) }
    }

    /// What closes an object, or an array.
    @inline(__always)
    private static func bracket(_ isOfObject: Bool) -> UInt8 { isOfObject ? UInt8(ascii: "}") : UInt8(ascii: "]") }

    /// Reads a key and its colon, and stops in front of the value.
    @inline(__always)
    private mutating func key(_ text: Span<UInt8>, at start: Int, _ nodes: inout Nodes) throws(ParseError) -> Int {
        guard start < text.count else { throw ParseError(.unexpectedEnd, at: start) }
        guard text[start] == UInt8(ascii: "\"") else {
            throw ParseError(.unexpected(text[start], wanted: "a key in quotes"), at: start)
        }
        let index = nodes.count
        let at = skipSpace(text, from: try string(text, at: start, &nodes))
        guard at < text.count else { throw ParseError(.unexpectedEnd, at: at) }
        guard text[at] == UInt8(ascii: ":") else {
            throw ParseError(.unexpected(text[at], wanted: "':'"), at: at)
        }
        let fingerprint = Fingerprint.of(nodes[index], in: text)
        nodes[index].next = fingerprint
        KeysSeen.add(fingerprint, to: &nodes[Int(open)])
        return skipSpace(text, from: at &+ 1)
    }

    @inline(__always)
    private mutating func begin(_ kind: Kind, at offset: Int, _ nodes: inout Nodes) throws(ParseError) {
        depth &+= 1
        guard depth <= limits.depth else { throw ParseError(.tooDeep(limit: limits.depth), at: offset) }
        // While a container is open, `next` is the one around it, and `length` tells which keys it may have.
        let parent = open
        open = UInt32(truncatingIfNeeded: nodes.count)
        try append(Node(start: UInt32(truncatingIfNeeded: offset), length: 0, next: parent, kind: kind), to: &nodes)
    }

    /// - Returns: whether the container around it, which is the innermost one now, is an object.
    @inline(__always)
    private mutating func end(_ text: Span<UInt8>, at offset: Int, _ nodes: inout Nodes) throws(ParseError) -> Bool {
        let index = Int(open)
        if KeysSeen.mayHaveTwins(nodes[index]) { try keys.check(in: index, text: text, &nodes) }
        open = nodes[index].next
        depth &-= 1
        nodes[index].length = UInt32(truncatingIfNeeded: offset &+ 1) &- nodes[index].start
        nodes[index].next = UInt32(truncatingIfNeeded: nodes.count)
        return open != Parser.none && nodes[Int(open)].kind == .object
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
