internal import Admission
internal import JSON
internal import Kubernetes

extension ObjectFacts {
    /// kubectl's copy of the whole object, which no rule reads and which is mostly the largest part of its metadata.
    private static let copy = "kubectl.kubernetes.io/last-applied-configuration"

    /// Of an object as the API server has it.
    init(reading object: Value) {
        let meta = ObjectMeta(of: object)
        self.init(
            labels: Self.texts(meta.labels), annotations: Self.texts(meta.annotations),
            isBeingDeleted: meta.isBeingDeleted)
    }

    private static func texts(_ value: Value?) -> [String: String] {
        var texts: [String: String] = [:]
        guard let value else { return texts }
        for member in value.members where !member.has(copy) { texts[member.key] = member.value.string }
        return texts
    }

    /// About how many bytes it takes.
    var size: Int {
        [labels, annotations].reduce(64) { size, texts in
            texts.reduce(size) { $0 + $1.key.utf8.count + $1.value.utf8.count + 64 }
        }
    }
}
