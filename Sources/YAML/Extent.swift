/// Where a key or value stands in a YAML text, in characters from the text's beginning; a byte order mark is none.
///
/// A value ends where the last thing in it ends: in block style comments behind it are no part of it. A block scalar ends
/// at the beginning of the line that follows it.
package struct Extent: Sendable, Equatable {
    // Texts are shorter than 2^32 characters, and there is one of these for each node.
    private let start: UInt32
    private let end: UInt32
    /// Whether it is a mapping or sequence in brackets.
    package let isFlow: Bool

    init(_ characters: Range<Int>, isFlow: Bool) {
        start = UInt32(clamping: characters.lowerBound)
        end = UInt32(clamping: characters.upperBound)
        self.isFlow = isFlow
    }

    package var characters: Range<Int> { Int(start)..<Int(end) }

    /// The same beginning and another end.
    func ending(at end: Int) -> Extent {
        let start = Int(start)
        return Extent(start..<max(start, end), isFlow: isFlow)
    }
}
