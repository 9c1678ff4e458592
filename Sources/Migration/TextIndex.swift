/// Many texts, any of which is found in one pass over another text.
struct TextIndex {
    /// As many bytes as are looked up at once; shorter texts are not taken.
    static let shortest = 8
    /// What a text is told by: 256 bytes of a password are enough of it. It bounds what each comparison takes.
    private static let longest = 256

    /// In their order, none of which begins with another.
    private let texts: [[UInt8]]
    /// Which of them begin with these eight bytes.
    private let beginnings: [UInt64: Range<Int>]
    /// Bytes and texts that have been looked at.
    private(set) var steps = 0

    init(_ texts: some Sequence<[UInt8]>) {
        var kept: [[UInt8]] = []
        var beginnings: [UInt64: Range<Int>] = [:]
        let sorted = Set(texts.map { Array($0.prefix(Self.longest)) }).sorted { $0.lexicographicallyPrecedes($1) }
        for text in sorted where text.count >= Self.shortest {
            // In this order, whatever begins with a text comes right behind it; finding that text is enough.
            if let last = kept.last, text.starts(with: last) { continue }
            let word = text.prefix(Self.shortest).reduce(0) { $0 << 8 | UInt64($1) }
            beginnings[word] = (beginnings[word]?.lowerBound ?? kept.count)..<(kept.count + 1)
            kept.append(text)
        }
        (self.texts, self.beginnings) = (kept, beginnings)
    }

    /// Where the first of them begins.
    mutating func firstOffset(in text: ArraySlice<UInt8>) -> Int? {
        guard !texts.isEmpty else { return nil }
        var word: UInt64 = 0
        for index in text.indices {
            steps += 1
            word = word << 8 | UInt64(text[index])
            let start = index - Self.shortest + 1
            guard start >= text.startIndex, let range = beginnings[word] else { continue }
            if begins(text[start...], withOneOf: range) { return start }
        }
        return nil
    }

    /// As none begins with another, only the last one that is not behind `rest` can be at its beginning.
    private mutating func begins(_ rest: ArraySlice<UInt8>, withOneOf range: Range<Int>) -> Bool {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            steps += 1
            let middle = (low + high) / 2
            if rest.lexicographicallyPrecedes(texts[middle]) { high = middle } else { low = middle + 1 }
        }
        return low > range.lowerBound && rest.starts(with: texts[low - 1])
    }
}
