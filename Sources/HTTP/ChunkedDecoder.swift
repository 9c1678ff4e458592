/// The chunked coding, RFC 9112 section 7.1: chunks are put together, extensions and trailer fields are checked,
/// counted and dropped.
struct ChunkedDecoder: Sendable {
    private enum State {
        case size, data(Int), dataEnd, trailer
    }

    /// 15 digits say up to 2^60, which an `Int` holds.
    private static let sizeDigits = 15

    private var state = State.size
    private var line: [UInt8] = []
    private var extensionBytes = 0
    private var trailerBytes = 0

    /// Bytes of memory that a line takes up which is not all there yet.
    var occupied: Int { line.count }

    /// Takes chunks from the front of `input` into `body`; true once the whole body has come.
    mutating func decode(
        _ input: inout ArraySlice<UInt8>, into body: inout BodyBuffer, limit: Int
    ) throws(RequestFailure) -> Bool {
        while !input.isEmpty {
            switch state {
            case .size:
                guard try takeLine(&input, limit: limit, failure: .chunkExtensionsTooLarge) else { return false }
                let size = try readSize(limit: limit)
                body.announce(chunk: size)
                if body.isFull { return true }
                state = size == 0 ? .trailer : .data(size)
            case .data(let remaining):
                let piece = input.prefix(remaining)
                body.append(piece)
                input = input.dropFirst(piece.count)
                state = piece.count == remaining ? .dataEnd : .data(remaining - piece.count)
                if body.isFull { return true }
            case .dataEnd:
                // Only CR LF may stand here: two bytes tell.
                guard try takeLine(&input, limit: 2, failure: .malformedChunk) else { return false }
                guard line.count == 2 else { throw .malformedChunk }
                state = .size
            case .trailer:
                guard try takeLine(&input, limit: limit - trailerBytes, failure: .trailersTooLarge) else {
                    return false
                }
                trailerBytes += line.count
                guard line.count > 2 else { return true }
                _ = try FieldLine(line.span, in: 0..<(line.count - 2))
            }
            line.removeAll(keepingCapacity: true)
        }
        return false
    }

    /// Moves bytes up to and with the next line feed from `input` to `line`; false if it has not come yet.
    private mutating func takeLine(
        _ input: inout ArraySlice<UInt8>, limit: Int, failure: RequestFailure
    ) throws(RequestFailure) -> Bool {
        let end = input.firstIndex(of: .lineFeed)
        let piece = input[input.startIndex..<(end.map { $0 + 1 } ?? input.endIndex)]
        guard line.count + piece.count <= limit else { throw failure }
        line += piece
        input = input.dropFirst(piece.count)
        guard end != nil else { return false }
        guard line.count >= 2, line[line.count - 2] == .carriageReturn else { throw .bareLineBreak }
        return true
    }

    /// RFC 9112 section 7.1: 1*HEXDIG, then extensions.
    private mutating func readSize(limit: Int) throws(RequestFailure) -> Int {
        let end = line.count - 2
        var size = 0
        var index = 0
        while index < end, let digit = line[index].hexadecimalDigit {
            guard index < Self.sizeDigits else { throw .malformedChunk }
            size = size << 4 | digit
            index += 1
        }
        guard index > 0 else { throw .malformedChunk }
        // Section 7.1.1: a recipient should limit the total length of extensions in a request.
        extensionBytes += end - index
        guard extensionBytes <= limit else { throw .chunkExtensionsTooLarge }
        guard ChunkExtensions.isValid(line.span, in: index..<end) else { throw .malformedChunk }
        return size
    }
}
