internal import Admission
internal import JSON
internal import Kubernetes

/// `kargo.akuity.io/keep-namespace`, which keeps a namespace when its Project is deleted. Kargo compares it with
/// exactly `true`, on the Project and on the Namespace, and takes anything else for "delete the namespace".
enum KeepAnnotation {
    static let key = "kargo.akuity.io/keep-namespace"
    static let path = FieldPath("metadata.annotations").key(key)

    /// What the annotation of an object says.
    enum Setting: Equatable {
        case absent
        case keep
        case delete
        /// A text that is neither, which Kargo takes for `delete`.
        case unknown(String)
        /// Not a text at all, which the API server refuses; only a manifest on its way there can have it.
        case notText(JSON.Kind)
    }

    static func setting(of object: Value?) -> Setting {
        guard let value = ObjectMeta(of: object).annotations?[key] else { return .absent }
        guard let text = value.string else { return .notText(value.kind) }
        return setting(text)
    }

    static func setting(of object: ObjectFacts) -> Setting { object.annotations[key].map(setting) ?? .absent }

    private static func setting(_ text: String) -> Setting {
        if text.utf8.elementsEqual("true".utf8) { return .keep }
        if text.utf8.elementsEqual("false".utf8) { return .delete }
        return .unknown(text)
    }
}
