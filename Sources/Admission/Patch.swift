internal import JSON

/// Changes to an object, as a JSON Patch (RFC 6902).
package struct Patch: Sendable {
    package enum Operation: Sendable {
        /// Adds a member, or replaces it where there is one (RFC 6902 section 4.1).
        case add(FieldPath, PatchValue)
        case remove(FieldPath)
    }

    package private(set) var operations: [Operation] = []

    package init() {}

    package var isEmpty: Bool { operations.isEmpty }

    package mutating func add(_ path: FieldPath, _ value: PatchValue) { operations.append(.add(path, value)) }
    package mutating func remove(_ path: FieldPath) { operations.append(.remove(path)) }
    mutating func append(_ other: Patch) { operations += other.operations }

    /// The patch as JSON.
    package var json: [UInt8] {
        var writer = Writer()
        writer.beginArray()
        for operation in operations {
            writer.beginObject()
            writer.key("op")
            switch operation {
            case .add(let path, let value):
                writer.string("add")
                writer.key("path")
                writer.string(path.pointer)
                writer.key("value")
                value.write(to: &writer)
            case .remove(let path):
                writer.string("remove")
                writer.key("path")
                writer.string(path.pointer)
            }
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }
}

/// What a patch puts somewhere.
package indirect enum PatchValue: Sendable {
    case string(String)
    case bool(Bool)
    case array([PatchValue])
    case object([(String, PatchValue)])

    func write(to writer: inout Writer) {
        switch self {
        case .string(let text): writer.string(text)
        case .bool(let value): writer.bool(value)
        case .array(let values):
            writer.beginArray()
            for value in values { value.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for (key, value) in members {
                writer.key(key)
                value.write(to: &writer)
            }
            writer.endObject()
        }
    }
}

extension FieldPath {
    /// The path as a JSON Pointer, RFC 6901.
    var pointer: String {
        steps.map { step in
            switch step {
            case .field(let name), .key(let name): "/" + Self.escaped(name)
            case .index(let index): "/\(index)"
            }
        }.joined()
    }

    /// RFC 6901 section 3: `~` is written `~0`, and `/` is written `~1`; also where a combining mark follows, which makes
    /// one `Character` of both.
    private static func escaped(_ name: String) -> String {
        name.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
