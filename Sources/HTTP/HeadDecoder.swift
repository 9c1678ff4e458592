/// Puts the head of a request together, line by line, and refuses at the first byte that makes it invalid.
struct HeadDecoder: Sendable {
    private let limits: Limits
    private(set) var headers = Headers()
    private(set) var requestLine: RequestLine?
    /// That of the request line, at hand for every field behind it.
    private var version: Version?
    private(set) var meaning = HeadMeaning()
    private var lineStart = 0
    /// Up to here there is no line feed that has not been seen.
    private var scanned = 0
    /// Bytes of empty lines before the request line.
    private var skipped = 0

    init(limits: Limits) {
        self.limits = limits
    }

    var isEmpty: Bool { headers.bytes.isEmpty }

    /// Bytes of memory that it takes up.
    var occupied: Int { headers.bytes.count }

    /// Takes what belongs to the head from the front of `input`; true once the empty line that ends it has come.
    mutating func decode(_ input: inout ArraySlice<UInt8>) throws(RequestFailure) -> Bool {
        // More than once only where empty lines have been forgotten, which makes room.
        repeat {
            // One byte more than the limit is enough to see that it is passed.
            let taken = input.prefix(limits.head + 1 - headers.bytes.count)
            headers.bytes += taken
            let end = try readLines()
            guard (end ?? headers.bytes.count) <= limits.head else {
                // RFC 9112 section 3: a target longer than any URI the server wishes to parse is a 414.
                throw requestLine == nil ? .targetTooLong : .headTooLarge
            }
            if let end {
                let excess = headers.bytes.count - end
                input = input.dropFirst(taken.count - excess)
                headers.bytes.removeLast(excess)
                return true
            }
            input = input.dropFirst(taken.count)
        } while !input.isEmpty
        return false
    }

    /// Reads the lines that are whole; returns where the head ends if it does.
    private mutating func readLines() throws(RequestFailure) -> Int? {
        while let lineFeed = headers.bytes.span.firstIndex(of: .lineFeed, in: scanned..<headers.bytes.count) {
            // RFC 9112 section 2.2 lets a recipient take a bare LF as the end of a line. Proxies differ on it: reject.
            guard lineFeed > lineStart, headers.bytes[lineFeed - 1] == .carriageReturn else { throw .bareLineBreak }
            let line = lineStart..<(lineFeed - 1)
            if requestLine == nil, lineStart > 0, !line.isEmpty {
                try skipLines()
                continue
            }
            scanned = lineFeed + 1
            lineStart = scanned
            if try read(line) { return lineStart }
        }
        scanned = headers.bytes.count
        if requestLine == nil, lineStart > 0 { try skipLines() }
        return nil
    }

    /// Reads one line; true if it is the empty one that ends the head.
    private mutating func read(_ line: Range<Int>) throws(RequestFailure) -> Bool {
        guard let version else {
            // RFC 9112 section 2.2: empty lines before the request line are ignored, as old clients end a body with one.
            if !line.isEmpty { requestLine = try RequestLine(headers.bytes, in: line, limit: limits.target) }
            version = requestLine?.version
            return false
        }
        guard !line.isEmpty else {
            try meaning.check(version: version)
            return true
        }
        guard headers.lines.count < limits.fields else { throw .tooManyFields }
        let bytes = headers.bytes
        let field = try FieldLine(bytes.span, in: line)
        headers.lines.append(field)
        try meaning.read(field, in: bytes.span)
        return false
    }

    /// Forgets empty lines: no request has begun with them.
    private mutating func skipLines() throws(RequestFailure) {
        skipped += lineStart
        guard skipped <= limits.head else { throw .headTooLarge }
        headers.bytes.removeFirst(lineStart)
        scanned -= lineStart
        lineStart = 0
    }

    /// Makes ready for the next head, in the memory of the last if that is at most `capacity` bytes.
    mutating func reset(keeping capacity: Int) {
        headers.reset(keeping: capacity)
        requestLine = nil
        version = nil
        meaning = HeadMeaning()
        lineStart = 0
        scanned = 0
        skipped = 0
    }
}
