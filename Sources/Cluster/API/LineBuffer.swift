internal import Serving

/// Lines out of pieces of a stream. They may have a credential in them: what has been handed out is overwritten, and
/// nothing is left behind by growing.
struct LineBuffer {
    /// An object has 1.5 MiB at most; grown by half, and as much again for the piece behind it.
    static let longest = 3 << 20

    private var bytes: [UInt8] = []
    /// Where the next line begins.
    private var start = 0
    /// How many bytes from there on have no end of a line among them: each is looked at once, however small the pieces.
    private var searched = 0

    /// False if a line is too long.
    mutating func append(_ piece: [UInt8]) -> Bool {
        if bytes.count + piece.count > bytes.capacity { makeRoom(for: piece.count) }
        bytes += piece
        return bytes.count - start <= Self.longest || bytes[start...].contains(UInt8(ascii: "\n"))
    }

    /// The next line that is whole, without its end.
    mutating func next() -> [UInt8]? {
        guard let end = bytes[(start + searched)...].firstIndex(of: UInt8(ascii: "\n")) else {
            searched = bytes.count - start
            return nil
        }
        searched = 0
        let line = Array(bytes[start..<end])
        for index in start..<end { bytes[index] = 0 }
        start = end + 1
        if start == bytes.count { (bytes, start) = ([], 0) }
        return line
    }

    mutating func clear() {
        bytes.erase()
        (start, searched) = (0, 0)
    }

    /// Memory that is set aside costs nothing until it is written to.
    private mutating func makeRoom(for count: Int) {
        var roomy: [UInt8] = []
        roomy.reserveCapacity(max(Self.longest, bytes.count - start + count) + Self.longest)
        roomy += bytes[start...]
        bytes.erase()
        (bytes, start) = (roomy, 0)
    }
}
