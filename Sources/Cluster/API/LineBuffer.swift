internal import Serving

/// Lines out of pieces of a stream. What has been handed out is overwritten.
struct LineBuffer {
    /// An object has 1.5 MiB at most; grown by half.
    static let longest = 3 << 20

    private var bytes: [UInt8] = []

    /// False if a line is too long.
    mutating func append(_ piece: [UInt8]) -> Bool {
        bytes += piece
        return bytes.count <= Self.longest || bytes.contains(UInt8(ascii: "\n"))
    }

    /// The next line that is whole, without its end.
    mutating func next() -> [UInt8]? {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let line = Array(bytes[..<end])
        let rest = Array(bytes[(end + 1)...])
        bytes.erase()
        bytes = rest
        return line
    }

    mutating func clear() {
        bytes.erase()
    }
}
