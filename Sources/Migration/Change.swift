internal import JSON

/// What a change makes of one member of an object.
enum Change {
    case removed
    /// Others take its place: what writes them, keys and values.
    case replaced((inout Writer) -> Void)
}

/// Changes of a document by the index of the key that they are about: what it is to mean when its text has been edited,
/// found in another way than the edits.
struct Changes {
    private var byKey: [Int: Change] = [:]

    var isEmpty: Bool { byKey.isEmpty }

    subscript(member: Members.Member) -> Change? {
        get { byKey[member.index] }
        set { byKey[member.index] = newValue }
    }

    mutating func merge(_ other: Changes) { byKey.merge(other.byKey) { $1 } }

    /// What `value`, a part of the document, comes to; nil where that is nested too deeply.
    func applied(to value: Value) -> Value? {
        var writer = Writer()
        write(value, to: &writer)
        return (try? Parser.parse(writer.bytes))?.root
    }

    /// Goes as deep as the document does, which is `YAMLStream.maximumDepth` levels at most.
    func write(_ value: Value, to writer: inout Writer) {
        switch value.kind {
        case .object:
            writer.beginObject()
            for member in value.members {
                switch byKey[member.index] {
                case .removed?: continue
                case .replaced(let write)?: write(&writer)
                case nil:
                    writer.key(member.key)
                    write(member.value, to: &writer)
                }
            }
            writer.endObject()
        case .array:
            writer.beginArray()
            for element in value.elements { write(element, to: &writer) }
            writer.endArray()
        default: writer.value(value)
        }
    }
}

extension Value {
    /// A value of our own making; nil never, as long as `write` writes one value.
    static func made(_ write: (inout Writer) -> Void) -> Value? {
        var writer = Writer()
        write(&writer)
        return (try? Parser.parse(writer.bytes))?.root
    }
}
