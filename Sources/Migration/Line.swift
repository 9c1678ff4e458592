/// One line, its break included.
struct Line {
    /// How many spaces it begins with.
    let indentation: Int
    private let first: UInt8?
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        indentation = bytes.prefix { $0 == UInt8(ascii: " ") }.count
        first = bytes.first { !" \t\r\n".utf8.contains($0) }
    }

    var isBlank: Bool { first == nil }
    /// Whether nothing but a comment is on it, with nothing but spaces in front.
    var isComment: Bool { bytes.dropFirst(indentation).first == UInt8(ascii: "#") }
    /// Whether it ends a document or begins the next.
    var isDocumentMark: Bool { bytes.starts(with: "---".utf8) || bytes.starts(with: "...".utf8) }
}
