package import JSON

/// What a Role or ClusterRole lets one do to Secrets besides reading them.
package struct SecretAccess: Hashable, Sendable {
    /// A verb that writes. Others than Kubernetes' own do nothing to Secrets.
    package enum Verb: String, CaseIterable, Sendable {
        case all = "*"
        case create, update, patch, delete
        case deleteCollection = "deletecollection"
    }

    /// In the order of `Verb`, each once; the first alone where it is among them.
    package let writing: [Verb]

    package var isWriting: Bool { !writing.isEmpty }

    package init(writing: Set<Verb>) {
        self.writing = writing.contains(.all) ? [.all] : Verb.allCases.filter(writing.contains)
    }

    /// - Parameter role: the object, with its rules as they are in force: the cluster's controller writes those of an
    ///   aggregated ClusterRole into it.
    package init(ofRole role: Value) {
        self.init(role["rules"]?.elements.compactMap { PolicyRule($0) } ?? [])
    }

    init(_ rules: [PolicyRule]) {
        self.init(writing: rules.reduce(into: []) { $0.formUnion($1.verbsThatWriteSecrets) })
    }
}

extension SecretAccess.Verb {
    /// nil for a verb that reads, or means nothing for Secrets.
    init?(verb: String) {
        guard let found = Self.allCases.first(where: { $0.rawValue.isExactly(verb) }) else { return nil }
        self = found
    }
}
