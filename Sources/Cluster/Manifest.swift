internal import JSON
internal import YAML

/// One document, which knows where its values stand.
enum Manifest {
    case yaml(YAMLDocument)
    case json(Document)

    var root: Value {
        switch self {
        case .yaml(let document): document.root
        case .json(let document): document.root
        }
    }

    func position(of value: Value) -> Position {
        switch self {
        case .yaml(let document): document.position(of: value)
        case .json(let document):
            // A string's range is that of its inside; its quote is what one sees first.
            Position(
                ofByte: value.byteRange.lowerBound - (value.kind == .string ? 1 : 0), in: document.bytes)
        }
    }
}

extension Position {
    init(ofByte offset: Int, in bytes: [UInt8]) {
        let before = bytes[..<min(offset, bytes.count)]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        self.init(
            line: before.count { $0 == UInt8(ascii: "\n") } + 1,
            column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1)
    }
}
