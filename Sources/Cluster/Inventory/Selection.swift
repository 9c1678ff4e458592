/// The objects of one kind, or some of them.
package struct Selection: Sendable, Hashable {
    /// Empty for the core group.
    package let group: String
    package let version: String
    /// Plural, in lower case.
    package let resource: String
    package let kind: String
    /// nil: in all namespaces, or what is in none.
    package var namespace: String?
    /// Only those with this label, of whatever value.
    package var label: String?

    package init(
        _ resource: String, kind: String, in group: String, version: String, namespace: String? = nil,
        label: String? = nil
    ) {
        self.group = group
        self.version = version
        self.resource = resource
        self.kind = kind
        self.namespace = namespace
        self.label = label
    }

    var isBuiltIn: Bool { Self.isBuiltIn(group: group) }

    /// Whether it is of Kubernetes itself, so that every API server has it. Groups of others have a dot, and those under
    /// k8s.io are kept for Kubernetes (kubernetes/enhancements, KEP-1111); of these, tallyman asks for built-in ones.
    static func isBuiltIn(group: String) -> Bool { !group.contains(".") || group.hasSuffix(".k8s.io") }
}
