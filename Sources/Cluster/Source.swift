internal import Admission
internal import JSON
internal import Kubernetes
internal import YAML

/// A document of a file, to read objects from and to say where one is wrong.
struct Source {
    let file: String
    let manifest: Manifest

    func error(at value: Value, _ message: String) -> ClusterFolderError {
        .manifest(file: file, manifest.position(of: value), message)
    }

    func place(of value: Value) -> String {
        let position = manifest.position(of: value)
        return "\(file):\(position.line):\(position.column)"
    }

    func object(_ value: Value, in list: ManifestObject? = nil) throws(ClusterFolderError) -> ManifestObject {
        guard let object = ManifestObject(value, in: list) else {
            throw error(at: value, "is no Kubernetes object: it needs an apiVersion and a kind")
        }
        return object
    }

    /// Which object it is; nil for one without a name of a kind that is not asked about, such as a Kustomization.
    func name(of object: ManifestObject, _ kind: ManifestKind?) throws(ClusterFolderError) -> ObjectName? {
        for field in ["name", "namespace"] { try checkText(object.value["metadata"]?[field], "metadata.\(field)") }
        // Of other kinds it is not known whether they are in namespaces; it is enough to tell them apart.
        let isNamespaced = kind?.isNamespaced ?? (object.meta.namespace != nil)
        if let name = ObjectName(object.meta, isNamespaced: isNamespaced) { return name }
        guard kind == nil else { throw error(at: object.value, "this \(object.kind) has no metadata.name") }
        return nil
    }

    func facts(of object: ManifestObject) throws(ClusterFolderError) -> ObjectFacts {
        ObjectFacts(
            labels: try texts(object.meta.labels, "labels"),
            annotations: try texts(object.meta.annotations, "annotations"),
            isBeingDeleted: object.meta.isBeingDeleted)
    }

    /// Labels and annotations are texts, or the API server refuses the object.
    private func texts(_ value: Value?, _ field: String) throws(ClusterFolderError) -> [String: String] {
        guard let value else { return [:] }
        guard value.kind == .object else { throw error(at: value, "metadata.\(field) must be an object") }
        var texts: [String: String] = [:]
        for member in value.members where !member.value.isNull {
            try checkText(member.value, "metadata.\(field)[\(member.key)]")
            texts[member.key] = member.value.string
        }
        return texts
    }

    /// YAML takes `n` and `yes` for booleans.
    private func checkText(_ value: Value?, _ path: String) throws(ClusterFolderError) {
        guard let value, value.kind != .string else { return }
        let isScalar = value.kind == .bool || value.kind == .number
        let advice = isScalar ? "not a \(value.kind.name); put it in quotes" : "not an \(value.kind.name)"
        throw error(at: value, "\(path) must be a text, \(advice)")
    }
}
