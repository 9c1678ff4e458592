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
        for step in path?.steps ?? [] {
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
}

extension Value {
    fileprivate var isScalar: Bool {
        switch kind {
        case .object, .array, .null: false
        case .string, .number, .bool: true
        }
    }
}
