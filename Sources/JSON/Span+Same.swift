extension Span<UInt8> {
    /// Whether the bytes from `at` on begin with these; eight at a time. All of them must be there.
    func has(_ part: Span<UInt8>, at start: Int) -> Bool {
        var offset = 0
        while offset &+ Word.size <= part.count {
            guard Word(self, at: start &+ offset).all == Word(part, at: offset).all else { return false }
            offset &+= Word.size
        }
        while offset < part.count {
            guard self[start &+ offset] == part[offset] else { return false }
            offset &+= 1
        }
        return true
    }

    /// Whether these are the same bytes.
    func isSame(as other: Span<UInt8>) -> Bool { count == other.count && has(other, at: 0) }
}
