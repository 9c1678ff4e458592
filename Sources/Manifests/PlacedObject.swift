package import Admission
package import Cluster
internal import JSON
package import YAML

/// An object in a file.
package struct PlacedObject: Sendable {
    package let file: String
    let manifest: Manifest
    package let object: ManifestObject

    /// Where a field stands: its value, or its key where the value goes over lines or is null. A field that is not there
    /// is where the deepest one around it is.
    package func position(of path: FieldPath?) -> Position {
        var value = object.value
        var position = manifest.position(of: value)
        for step in steps(of: path) {
            switch step {
            case .field(let name), .key(let name):
                guard let member = value.members.first(where: { $0.has(name) }) else { return position }
                value = member.value
                position = value.isScalar ? manifest.position(of: value) : manifest.position(ofKey: member)
            case .index(let index):
                guard let element = value.elements.dropFirst(index).first(where: { _ in true }) else { return position }
                value = element
                position = manifest.position(of: value)
            }
        }
        return position
    }

    /// The API server makes `data` of a Secret's `stringData`, and rules speak of that.
    private func steps(of path: FieldPath?) -> [FieldPath.Step] {
        let steps = path?.steps ?? []
        guard object.kind == "Secret", steps.first == .field("data"), let texts = object.value["stringData"] else {
            return steps
        }
        guard case .key(let key)? = steps.dropFirst().first, texts[key] != nil || object.value["data"] == nil else {
            return steps
        }
        return [.field("stringData")] + steps.dropFirst()
    }
}

extension Value {
    fileprivate var isScalar: Bool {
        switch kind {
        case .object, .array, .null: false
        case .string, .number, .bool: true
        }
    }
}
