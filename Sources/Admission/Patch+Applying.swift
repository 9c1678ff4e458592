package import JSON

/// Why a patch cannot be applied: `path` is not there, or not an object that has members.
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
        guard let step = steps.first, let name = step.name, value.kind == .object else {
            throw PatchError(path: operation.path)
        }
        var isDone = false
        writer.beginObject()
        for member in value.members {
            guard member.has(name) else {
                writer.key(member.key)
                writer.value(member.value)
                continue
            }
            isDone = true
            if steps.count > 1 {
                writer.key(name)
                try write(member.value, changing: steps.dropFirst(), by: operation, to: &writer)
            } else if case .add(_, let new) = operation {
                writer.key(name)
                new.write(to: &writer)
            }
        }
        if !isDone {
            // RFC 6902 section 4.1: the object that gets a member must exist; section 4.2: what is removed as well.
            guard steps.count == 1, case .add(_, let new) = operation else { throw PatchError(path: operation.path) }
            writer.key(name)
            new.write(to: &writer)
        }
        writer.endObject()
    }
}

extension Patch.Operation {
    var path: FieldPath {
        switch self {
        case .add(let path, _), .remove(let path): path
        }
    }
}

extension FieldPath.Step {
    /// The member that this step goes to; nil for an entry of a list, in which no patch of ours changes anything.
    fileprivate var name: String? {
        switch self {
        case .field(let name), .key(let name): name
        case .index: nil
        }
    }
}
