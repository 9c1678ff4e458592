package import JSON
package import Kubernetes

/// One object of a manifest: its kind, and which one it is.
package struct ManifestObject: Sendable {
    package let value: Value
    package let group: String
    package let kind: String
    package let meta: ObjectMeta

    /// nil where this is no Kubernetes object.
    ///
    /// - Parameter list: the list that it stands in, whose items mostly leave out what they are: `SecretList` says it.
    package init?(_ value: Value, in list: ManifestObject? = nil) {
        guard value.kind == .object else { return nil }
        let listed = list.flatMap { $0.kind == "List" ? nil : $0 }
        guard let kind = value["kind"]?.string ?? listed.map({ String($0.kind.dropLast("List".count)) }),
            let group = value["apiVersion"]?.string.map(Self.group) ?? listed?.group, !kind.isEmpty
        else { return nil }
        self.value = value
        self.kind = kind
        self.group = group
        meta = ObjectMeta(of: value)
    }

    /// The items of a list: of `kind: List`, or of a `SecretList` as the API server gives it; nil for another object.
    package var items: Value? {
        guard kind.hasSuffix("List"), let items = value["items"], items.kind == .array else { return nil }
        return items
    }

    /// Whether a document does not even mean to be an object of Kubernetes, such as the values of a chart.
    static func isForeign(_ root: Value) -> Bool {
        root.kind != .object || (root["apiVersion"] == nil && root["kind"] == nil)
    }

    /// `v1` is of the core group.
    private static func group(of version: String) -> String {
        version.split(separator: "/").dropLast().first.map(String.init) ?? ""
    }
}
