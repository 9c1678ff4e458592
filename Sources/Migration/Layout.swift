internal import Cluster
internal import JSON
internal import YAML

/// A document and where the parts of it stand in the bytes of its file.
struct Layout {
    let text: SourceText
    let manifest: Manifest

    /// Whether the file is JSON by its name, which YAML's freedoms are not for.
    var isJSON: Bool { if case .json = manifest { true } else { false } }

    /// A value, with its quotes or brackets.
    func range(of value: Value) -> Range<Int> {
        switch manifest {
        case .yaml(let document): return text.range(ofCharacters: document.extent(of: value).characters)
        case .json:
            let inner = value.byteRange
            return value.kind == .string ? inner.lowerBound - 1..<inner.upperBound + 1 : inner
        }
    }

    /// The key of a member, with its quotes.
    func range(ofKey member: Members.Member) -> Range<Int> {
        switch manifest {
        case .yaml(let document): return text.range(ofCharacters: document.extent(ofKey: member).characters)
        case .json:
            var end = member.offset + 1
            while end < text.bytes.count, text.bytes[end] != UInt8(ascii: "\"") {
                end += text.bytes[end] == UInt8(ascii: "\\") ? 2 : 1
            }
            return member.offset..<min(end + 1, text.bytes.count)
        }
    }

    /// From the beginning of the key to the end of the value.
    func range(of member: Members.Member) -> Range<Int> {
        let key = range(ofKey: member)
        return key.lowerBound..<max(key.upperBound, range(of: member.value).upperBound)
    }

    /// Whether an object or a list is written in brackets.
    func isFlow(_ container: Value) -> Bool {
        switch manifest {
        case .yaml(let document): document.extent(of: container).isFlow
        case .json: true
        }
    }

    /// Where a value begins. JSON may be one long line, in which nothing is to be counted for each value.
    func position(of value: Value) -> Position {
        isJSON ? text.position(of: range(of: value).lowerBound) : manifest.position(of: value)
    }

    /// Where the key of a member begins.
    func position(ofKey member: Members.Member) -> Position {
        isJSON ? text.position(of: member.offset) : manifest.position(ofKey: member)
    }

    func refusal(at value: Value, _ message: String) -> Refusal { Refusal(at: position(of: value), message) }

    func refusal(atKey member: Members.Member, _ message: String) -> Refusal {
        Refusal(at: position(ofKey: member), message)
    }

    /// A new key in quotes like those of the one in whose place it is put.
    func key(_ name: String, like member: Members.Member) -> String {
        switch text.bytes[range(ofKey: member)].first {
        case UInt8(ascii: "\""): "\"\(name)\""
        case UInt8(ascii: "'"): "'\(name)'"
        default: name
        }
    }

    /// The text of a range, line breaks and all.
    func string(_ range: Range<Int>) -> String { String(decoding: text.bytes[range], as: UTF8.self) }
}
