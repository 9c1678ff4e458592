internal import JSON

/// An object as messages call it: `ProjectConfig "shop/default"`.
package struct SubjectName: CustomStringConvertible {
    package let description: String

    /// - Parameter namespace: empty for what is in none.
    package init(kind: String, namespace: String, name: String) {
        description = "\(kind) \(Quoted(namespace.isEmpty ? name : "\(namespace)/\(name)", limit: Self.longest))"
    }

    /// A namespace of 63 characters, a slash and a name of 253.
    private static let longest = 63 + 1 + 253
}
