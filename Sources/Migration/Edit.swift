/// Bytes of a file that give way to others.
struct Edit: Equatable {
    let range: Range<Int>
    let text: [UInt8]

    init(_ range: Range<Int>, _ text: String = "") {
        self.range = range
        self.text = Array(text.utf8)
    }
}

extension [Edit] {
    /// The bytes of `range` as they are after these edits, which all lie in it and apart from each other.
    func applied(to bytes: [UInt8], in range: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        var at = range.lowerBound
        for edit in sorted(by: {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }) {
            // Should two of them meet, what comes of it is held against what was meant, and refused.
            if edit.range.lowerBound > at { result += bytes[at..<edit.range.lowerBound] }
            result += edit.text
            at = Swift.max(at, edit.range.upperBound)
        }
        if at < range.upperBound { result += bytes[at..<range.upperBound] }
        return result
    }
}
