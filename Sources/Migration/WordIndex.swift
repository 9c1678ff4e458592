/// Short texts, any of which is found in one pass over another text where it stands as a word of its own.
struct WordIndex {
    /// One more would no longer fit in a `UInt64` with its length.
    static let longest = 7

    private let words: Set<UInt64>
    private let lengths: [Int]

    init(_ texts: some Sequence<[UInt8]>) {
        let kept = texts.filter { !$0.isEmpty && $0.count <= Self.longest }
        words = Set(kept.map { Self.packed($0[...]) })
        lengths = Set(kept.map(\.count)).sorted()
    }

    /// Where the first of them begins.
    func firstOffset(in text: ArraySlice<UInt8>) -> Int? {
        guard !lengths.isEmpty else { return nil }
        for start in text.indices where start == text.startIndex || !Self.isLetter(text[start - 1]) {
            for length in lengths where start + length <= text.endIndex {
                let end = start + length
                guard end == text.endIndex || !Self.isLetter(text[end]) else { continue }
                if words.contains(Self.packed(text[start..<end])) { return start }
            }
        }
        return nil
    }

    private static func packed(_ text: ArraySlice<UInt8>) -> UInt64 {
        text.reduce(UInt64(text.count)) { $0 << 8 | UInt64($1) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default: false
        }
    }
}
