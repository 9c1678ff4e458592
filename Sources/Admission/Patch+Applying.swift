package import JSON

/// Why a patch cannot be applied: `path` is not there, or in nothing that has members or entries.
package struct PatchError: Error, Equatable {
    package let path: FieldPath
}

extension Patch {
    /// The object as the API server will have it, so that what is sent is known to apply and to settle.
    package func applied(to object: Value) throws(PatchError) -> Value {
        var object = object
        for operation in operations {
            var writer = Writer(capacity: object.byteRange.count + 256)
            try Patch.write(object, changing: operation.path.steps[...], by: operation, to: &writer)
            guard let document = try? Parser.parse(writer.bytes) else { throw PatchError(path: operation.path) }
            object = document.root
        }
        return object
    }

    /// Writes `value` as it is but for what stands at `steps` in it.
    private static func write(
        _ value: Value, changing steps: ArraySlice<FieldPath.Step>, by operation: Operation, to writer: inout Writer
    ) throws(PatchError) {
        switch (steps.first, value.kind) {
        case (.index(let index), .array):
            try write(entries: value, at: index, changing: steps.dropFirst(), by: operation, to: &writer)
        case (.field(let name), .object), (.key(let name), .object):
            try write(members: value, at: name, changing: steps.dropFirst(), by: operation, to: &writer)
        default: throw PatchError(path: operation.path)
        }
    }

    private static func write(
        members value: Value, at name: String, changing rest: ArraySlice<FieldPath.Step>, by operation: Operation,
        to writer: inout Writer
    ) throws(PatchError) {
        var isDone = false
        writer.beginObject()
        for member in value.members {
            guard member.has(name) else {
                writer.key(member.key)
                writer.value(member.value)
                continue
            }
            isDone = true
            if !rest.isEmpty {
                writer.key(name)
                try write(member.value, changing: rest, by: operation, to: &writer)
            } else if case .add(_, let new) = operation {
                writer.key(name)
                new.write(to: &writer)
            }
        }
        if !isDone {
            // RFC 6902 section 4.1: the object that gets a member must exist; section 4.2: what is removed as well.
            guard rest.isEmpty, case .add(_, let new) = operation else { throw PatchError(path: operation.path) }
            writer.key(name)
            new.write(to: &writer)
        }
        writer.endObject()
    }

    /// Changes something within an entry; no patch of ours puts one in or takes one out.
    private static func write(
        entries value: Value, at index: Int, changing rest: ArraySlice<FieldPath.Step>, by operation: Operation,
        to writer: inout Writer
    ) throws(PatchError) {
        guard !rest.isEmpty else { throw PatchError(path: operation.path) }
        var isDone = false
        writer.beginArray()
        for (place, entry) in value.elements.enumerated() {
            if place == index {
                isDone = true
                try write(entry, changing: rest, by: operation, to: &writer)
            } else {
                writer.value(entry)
            }
        }
        guard isDone else { throw PatchError(path: operation.path) }
        writer.endArray()
    }
}

extension Patch.Operation {
    var path: FieldPath {
        switch self {
        case .add(let path, _), .remove(let path): path
        }
    }
}
