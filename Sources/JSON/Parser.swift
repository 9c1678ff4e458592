/// Reads JSON by the letter of RFC 8259, and stricter where it leaves a choice: no duplicate keys, no lone
/// surrogates, no byte order mark. Without recursion: open containers are chained through their nodes.
///
/// All that is common is inlined into one function, whose state stays in registers as no other is given the address of
/// it. What is not common is a function by itself, and gets copies.
package struct Parser {
    var nodes: NodeStore
    var at = 0
    /// The byte there, no space; 0, which can stand nowhere, at the end.
    var byte: UInt8 = 0
    let limits: Limits

    private init(_ nodes: NodeStore, _ limits: Limits) {
        self.nodes = nodes
        self.limits = limits
    }

    /// Parses a whole text, of less than 4 GiB.
    package static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(ParseError) -> Document {
        precondition(bytes.count < UInt32.max, "offsets in nodes have 32 bits")
        let most = most(in: bytes.count, limits)
        let mostly = min(most, max(leastCapacity, bytes.count / bytesPerNode))
        do throws(ParseError) {
            return try parse(bytes, capacity: mostly, limits)
        } catch {
            guard mostly < most, case .tooManyValues = error.reason else { throw error }
            return try parse(bytes, capacity: most, limits)
        }
    }

    /// What API servers write has 9 bytes for each value or key, and more. Room for all that there could be would be three
    /// times as large, too large for a heap to keep (`ProcessMemory`), and to map it anew takes longer than to parse it.
    private static let bytesPerNode = 6
    /// 16 KiB: most reviews fit, whatever they are made of.
    private static let leastCapacity = 1 << 10

    private static func parse(_ bytes: [UInt8], capacity: Int, _ limits: Limits) throws(ParseError) -> Document {
        try unsafe Document(bytes, capacity: capacity) { nodes throws(ParseError) in
            try run(bytes.span, unsafe NodeStore(nodes, capacity: capacity), limits)
        }
    }

    /// Nodes that a text can have at most: each value or key takes two bytes with what separates it from the next, but
    /// for containers that never end, which are no more than may be open at a time. What is set aside and not used is
    /// address space, not memory.
    private static func most(in count: Int, _ limits: Limits) -> Int {
        max(1, min(count / 2 + min(count, limits.depth) + 1, limits.nodes))
    }

    /// - Returns: how many nodes there are.
    @inline(never)
    private static func run(_ text: Span<UInt8>, _ nodes: NodeStore, _ limits: Limits) throws(ParseError) -> Int {
        var parser = Parser(nodes, limits)
        parser.go(to: 0, in: text)
        guard isOpeningBracket(parser.byte) else { return try lone(text, at: parser.at, nodes) }
        values: while true {
            if parser.nodes.isInObject { try parser.key(text) }
            let byte = parser.byte
            if byte == UInt8(ascii: "\"") {
                try parser.string(text)
            } else if isOpeningBracket(byte) {
                try parser.begin(text)
                // Two behind either bracket stands the one that closes it.
                if parser.byte != byte &+ 2 { continue values }
            } else {
                try parser.scalar(text)
            }
            while parser.byte != UInt8(ascii: ",") {
                try parser.end(text)
                if parser.nodes.depth == 0 { break values }
            }
            parser.go(to: parser.at &+ 1, in: text)
        }
        guard parser.at == text.count else { throw ParseError(.trailing, at: parser.at) }
        return parser.nodes.count
    }

    /// Begins an object or array, and goes behind its bracket.
    @inline(__always)
    private mutating func begin(_ text: Span<UInt8>) throws(ParseError) {
        guard nodes.depth < limits.depth else { throw Self.tooDeep(limits, at: at) }
        guard nodes.hasRoom else { throw Self.tooMany(limits, at: at) }
        nodes.begin(byte == UInt8(ascii: "{") ? .object : .array, at: at)
        go(to: at &+ 1, in: text)
    }

    /// Ends the innermost open container, and goes behind its bracket.
    @inline(__always)
    private mutating func end(_ text: Span<UInt8>) throws(ParseError) {
        guard byte == (nodes.isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
            throw Self.unexpected(text, at: at, wanted: nodes.isInObject ? "',' or '}'" : "',' or ']'")
        }
        if _slowPath(nodes.mayHaveTwins) { try unsafe DuplicateKeys.check(nodes.innermost.span, text) }
        nodes.end(at: at)
        go(to: at &+ 1, in: text)
    }

    /// Goes to the first byte from there on that is no space.
    @inline(__always)
    mutating func go(to start: Int, in text: Span<UInt8>) {
        at = start
        guard _fastPath(at < text.count) else {
            byte = 0
            return
        }
        // Nothing above a space is one: mostly that is all there is to see.
        byte = text.byte(at: at)
        if _slowPath(byte <= 0x20) { (at, byte) = Self.behindSpace(text, from: at) }
    }

    @inline(never)
    static func behindSpace(_ text: Span<UInt8>, from start: Int) -> (at: Int, byte: UInt8) {
        for at in start..<text.count {
            switch text[at] {
            case 0x20, 0x09, 0x0A, 0x0D: continue
            default: return (at, text[at])
            }
        }
        return (text.count, 0)
    }

    /// `{` or `[`, which differ in one bit, as no others do.
    @inline(__always)
    private static func isOpeningBracket(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "{") }

    @inline(never)
    static func unexpected(_ text: Span<UInt8>, at: Int, wanted: String) -> ParseError {
        ParseError(at < text.count ? .unexpected(text[at], wanted: wanted) : .unexpectedEnd, at: at)
    }

    @inline(never)
    static func tooMany(_ limits: Limits, at: Int) -> ParseError {
        ParseError(.tooManyValues(limit: limits.nodes), at: at)
    }

    @inline(never)
    private static func tooDeep(_ limits: Limits, at: Int) -> ParseError {
        ParseError(.tooDeep(limit: limits.depth), at: at)
    }
}
