extension Span<UInt8> {
    /// Whether the bytes from `at` on begin with these; eight at a time. All of them must be there.
    func has(_ part: Span<UInt8>, at start: Int) -> Bool {
        guard part.count >= Word.size else { return hasFew(part, at: start) }
        let last = part.count &- Word.size
        var offset = 0
        while offset < last {
            guard Word(self, at: start &+ offset).all == Word(part, at: offset).all else { return false }
            offset &+= Word.size
        }
        // Some of these for the second time.
        return Word(self, at: start &+ last).all == Word(part, at: last).all
    }

    private func hasFew(_ part: Span<UInt8>, at start: Int) -> Bool {
        guard part.count < 4 else {
            let last = part.count &- 4
            precondition(start >= 0 && start &+ part.count <= count, "all of them must be there")
            return fourBytes(at: start) == part.fourBytes(at: 0)
                && fourBytes(at: start &+ last) == part.fourBytes(at: last)
        }
        for offset in part.indices where self[start &+ offset] != part[offset] { return false }
        return true
    }

    /// Whether these are the same bytes.
    func isSame(as other: Span<UInt8>) -> Bool { count == other.count && has(other, at: 0) }
}
