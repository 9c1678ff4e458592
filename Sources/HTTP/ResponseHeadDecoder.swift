/// Puts the head of a response together.
struct ResponseHeadDecoder: Sendable {
    private let limits: Limits
    private(set) var headers = Headers()
    private(set) var line: StatusLine?
    private(set) var meaning = HeadMeaning()
    private var lineStart = 0

    init(limits: Limits) {
        self.limits = limits
    }

    /// Takes what belongs to the head from the front of `input`; true once the empty line that ends it has come.
    mutating func decode(_ input: inout ArraySlice<UInt8>) throws(ResponseFailure) -> Bool {
        while !input.isEmpty {
            let end = input.firstIndex(of: .lineFeed)
            let piece = input[input.startIndex..<(end.map { $0 + 1 } ?? input.endIndex)]
            guard headers.bytes.count + piece.count <= limits.head else { throw .malformed(.headTooLarge) }
            headers.bytes += piece
            input = input.dropFirst(piece.count)
            if end != nil, try readLine() { return true }
        }
        return false
    }

    /// Reads the line that has just become whole; true if it is the empty one that ends the head.
    private mutating func readLine() throws(ResponseFailure) -> Bool {
        let end = headers.bytes.count - 2
        guard end >= lineStart, headers.bytes[end] == .carriageReturn else { throw .malformed(.bareLineBreak) }
        let range = lineStart..<end
        lineStart = headers.bytes.count
        let bytes = headers.bytes
        guard line != nil else {
            line = try StatusLine(bytes.span, in: range)
            return false
        }
        guard !range.isEmpty else { return true }
        do throws(RequestFailure) {
            guard headers.lines.count < limits.fields else { throw .tooManyFields }
            let field = try FieldLine(bytes.span, in: range)
            headers.lines.append(field)
            try meaning.read(field, in: bytes.span)
        } catch {
            throw .malformed(error)
        }
        return false
    }
}
