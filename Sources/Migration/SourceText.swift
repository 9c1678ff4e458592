/// The bytes of a file, to be found by characters and by lines.
struct SourceText: Sendable {
    let bytes: [UInt8]
    /// What its first line ends with: `\n` or `\r\n`.
    let lineBreak: String
    /// Where each character begins; nil where each is one byte.
    private let characters: [UInt32]?

    private static let newline = UInt8(ascii: "\n")
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let end = bytes.firstIndex(of: Self.newline) ?? 0
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
    func lineStart(of offset: Int) -> Int {
        bytes[..<offset].lastIndex(of: Self.newline).map { $0 + 1 } ?? 0
    }

    /// Where the line ends that a byte is on, behind its line break.
    func lineEnd(of offset: Int) -> Int {
        bytes[offset...].firstIndex(of: Self.newline).map { $0 + 1 } ?? bytes.count
    }

    /// What stands on the line that begins at `start`.
    func line(at start: Int) -> Line { Line(bytes[start..<lineEnd(of: start)]) }

    /// The number of the line that a byte is on, from 1.
    func lineNumber(of offset: Int) -> Int { bytes[..<offset].count { $0 == Self.newline } + 1 }
}
