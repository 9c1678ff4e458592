internal import YAML

/// The bytes of a file, to be found by characters and by lines.
struct SourceText: Sendable {
    let bytes: [UInt8]
    /// What its first line ends with: `\n` or `\r\n`.
    let lineBreak: String
    /// Where each character begins; nil where each is one byte.
    private let characters: [UInt32]?
    /// Where each line begins.
    private let lines: [UInt32]

    private static let newline = UInt8(ascii: "\n")
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        lines = [0] + bytes.indices.filter { bytes[$0] == Self.newline }.map { UInt32($0 + 1) }
        let end = lines.count > 1 ? Int(lines[1]) - 1 : 0
        lineBreak = end > 0 && bytes[end - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        let mark = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
        characters =
            isASCII ? nil : bytes.indices.dropFirst(mark).filter { bytes[$0] & 0xC0 != 0x80 }.map { UInt32($0) }
    }

    /// The bytes of characters that are counted as in `Extent`.
    func range(ofCharacters range: Range<Int>) -> Range<Int> {
        offset(ofCharacter: range.lowerBound)..<offset(ofCharacter: range.upperBound)
    }

    private func offset(ofCharacter index: Int) -> Int {
        guard let characters else { return min(index, bytes.count) }
        return index < characters.count ? Int(characters[index]) : bytes.count
    }

    /// Where the line begins that a byte is on.
    func lineStart(of offset: Int) -> Int { Int(lines[lineNumber(of: offset) - 1]) }

    /// Where the line ends that a byte is on, behind its line break.
    func lineEnd(of offset: Int) -> Int {
        let next = lineNumber(of: offset)
        return next < lines.count ? Int(lines[next]) : bytes.count
    }

    /// What stands on the line that begins at `start`.
    func line(at start: Int) -> Line { Line(bytes[start..<lineEnd(of: start)]) }

    /// The number of the line that a byte is on, from 1.
    func lineNumber(of offset: Int) -> Int { Self.count(of: lines, before: offset + 1) }

    /// Line and column of a byte, in a time that does not grow with the length of its line.
    func position(of offset: Int) -> Position {
        let start = lineStart(of: offset)
        let column =
            characters.map { Self.count(of: $0, before: offset) - Self.count(of: $0, before: start) } ?? offset - start
        return Position(line: lineNumber(of: offset), column: column + 1)
    }

    /// How many of these, which ascend, are less than `offset`.
    private static func count(of starts: [UInt32], before offset: Int) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(starts[middle]) < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
