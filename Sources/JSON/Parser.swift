/// Reads JSON by the letter of RFC 8259, and stricter where it leaves a choice: no duplicate keys, no lone
/// surrogates, no byte order mark. Without recursion: open containers are chained through their nodes.
package struct Parser: ~Copyable {
    let limits: Limits
    var nodes: [Node] = []
    var duplicates = DuplicateKeys()
    /// Index of the innermost open container.
    private var open = Parser.none
    private var depth = 0

    static let none = UInt32.max

    package init(limits: Limits = Limits()) { self.limits = limits }

    /// Parses a whole text.
    package static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(ParseError) -> Document {
        var parser = Parser(limits: limits)
        try parser.run(bytes.span)
        return Document(bytes: bytes, nodes: parser.nodes)
    }

    private mutating func run(_ text: Span<UInt8>) throws(ParseError) {
        // Most API objects have a node for each 12 to 20 bytes; better a little too much than a copy while growing.
        nodes.reserveCapacity(min(text.count / 12 + 8, limits.nodes))
        var at = skipSpace(text, from: 0)
        guard at < text.count else { throw ParseError(.empty, at: at) }
        repeat {
            at = try value(text, at: at)
            at = try afterValue(text, at: at)
        } while open != Parser.none
        guard at == text.count else { throw ParseError(.trailing, at: at) }
    }

    /// Reads one value, or the opening of one that has something in it, and stops in front of the next.
    private mutating func value(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> Int {
        var at = start
        while true {
            guard at < text.count else { throw ParseError(.unexpectedEnd, at: at) }
            switch text[at] {
            case UInt8(ascii: "{"):
                try begin(.object, at: at)
                at = skipSpace(text, from: at + 1)
                if at < text.count, text[at] == UInt8(ascii: "}") { return try end(text, at: at) }
                at = try key(text, at: at)
            case UInt8(ascii: "["):
                try begin(.array, at: at)
                at = skipSpace(text, from: at + 1)
                if at < text.count, text[at] == UInt8(ascii: "]") { return try end(text, at: at) }
            case UInt8(ascii: "\""): return try string(text, at: at)
            case UInt8(ascii: "t"): return try literal("true", .bool, text, at: at)
            case UInt8(ascii: "f"): return try literal("false", .bool, text, at: at)
            case UInt8(ascii: "n"): return try literal("null", .null, text, at: at)
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(text, at: at)
            case let byte: throw ParseError(.unexpected(byte, wanted: "a value"), at: at)
            }
        }
    }

    /// Behind a value: closes containers as long as they end here, and stops in front of the next value.
    private mutating func afterValue(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> Int {
        var at = skipSpace(text, from: start)
        while open != Parser.none {
            guard at < text.count else { throw ParseError(.unexpectedEnd, at: at) }
            let isObject = nodes[Int(open)].kind == .object
            switch text[at] {
            case UInt8(ascii: ","):
                at = skipSpace(text, from: at + 1)
                return isObject ? try key(text, at: at) : at
            case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                at = skipSpace(text, from: try end(text, at: at))
            case let byte:
                throw ParseError(.unexpected(byte, wanted: isObject ? "',' or '}'" : "',' or ']'"), at: at)
            }
        }
        return at
    }

    /// Reads a key and its colon, and stops in front of the value.
    private mutating func key(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> Int {
        guard start < text.count else { throw ParseError(.unexpectedEnd, at: start) }
        guard text[start] == UInt8(ascii: "\"") else {
            throw ParseError(.unexpected(text[start], wanted: "a key in quotes"), at: start)
        }
        var at = skipSpace(text, from: try string(text, at: start))
        guard at < text.count else { throw ParseError(.unexpectedEnd, at: at) }
        guard text[at] == UInt8(ascii: ":") else {
            throw ParseError(.unexpected(text[at], wanted: "':'"), at: at)
        }
        let index = nodes.count - 1
        nodes[index].next = duplicates.note(nodes[index], at: index, in: text)
        at = skipSpace(text, from: at + 1)
        return at
    }

    private mutating func begin(_ kind: Kind, at offset: Int) throws(ParseError) {
        depth += 1
        guard depth <= limits.depth else { throw ParseError(.tooDeep(limit: limits.depth), at: offset) }
        // While a container is open, `next` is the one around it, and `length` where its keys begin.
        let parent = open
        open = UInt32(nodes.count)
        try append(Node(start: UInt32(offset), length: UInt32(duplicates.count), next: parent, kind: kind))
    }

    private mutating func end(_ text: Span<UInt8>, at offset: Int) throws(ParseError) -> Int {
        let index = Int(open)
        if nodes[index].kind == .object {
            try duplicates.check(from: Int(nodes[index].length), text: text, nodes: nodes)
        }
        open = nodes[index].next
        depth -= 1
        nodes[index].length = UInt32(offset + 1) - nodes[index].start
        nodes[index].next = UInt32(nodes.count)
        return offset + 1
    }

    mutating func append(_ node: Node) throws(ParseError) {
        guard nodes.count < limits.nodes else {
            throw ParseError(.tooManyValues(limit: limits.nodes), at: Int(node.start))
        }
        nodes.append(node)
    }

    private func skipSpace(_ text: Span<UInt8>, from start: Int) -> Int {
        var at = start
        while at < text.count {
            switch text[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            default: return at
            }
        }
        return at
    }
}
