internal import JSON

/// Which object of a kind.
package struct ObjectName: Sendable {
    /// Empty for what is in no namespace.
    package let namespace: String
    package let name: String

    package init(namespace: String = "", name: String) {
        self.namespace = namespace
        self.name = name
    }

    /// Of an object; nil where it has no name.
    ///
    /// A namespace that is left out is `default`, as for kubectl where nothing else is set. Never none: a RoleBinding
    /// must not become one for the whole cluster.
    package init?(_ meta: ObjectMeta, isNamespaced: Bool) {
        guard let name = meta.name, !name.isEmpty else { return nil }
        let namespace = meta.namespace.flatMap { $0.isEmpty ? nil : $0 } ?? "default"
        self.init(namespace: isNamespaced ? namespace : "", name: name)
    }
}

extension ObjectName: Hashable {
    /// Byte for byte; see `String.isExactly`.
    package static func == (left: ObjectName, right: ObjectName) -> Bool {
        left.namespace.isExactly(right.namespace) && left.name.isExactly(right.name)
    }

    package func hash(into hasher: inout Hasher) {
        namespace.hashBytes(into: &hasher)
        name.hashBytes(into: &hasher)
    }
}
