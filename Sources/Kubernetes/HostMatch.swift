/// Whether a pull secret is good for a Pipeline's registry.
package enum HostMatch: Hashable, Sendable {
    /// For the Pipeline's images.
    case match
    /// For the registry, but only for a path below the Pipeline's.
    case hostOnly
    case none
}

extension [RegistryKey] {
    /// Whether kubelet finds a credential for the images of a Pipeline, which are called `HOST/NAME-…`.
    ///
    /// - Parameters:
    ///   - host: the Pipeline's effective registry, `domain[:port][/path]`.
    ///   - name: its name.
    package func match(host: String, name: String) -> HostMatch {
        let repository = Repository(probing: host, name)
        if contains(where: { $0.matches(repository) }) { return .match }
        let base = Repository("\(host)/")
        let path = base.path.isEmpty ? "/" : "/\(base.path)"
        let isBelow = contains { $0.matches(registry: base.registry) && $0.path.utf8.starts(with: path.utf8) }
        return isBelow ? .hostOnly : .none
    }
}

extension Repository {
    /// Of an image that a Pipeline could have.
    init(probing host: String, _ name: String) { self.init("\(host)/\(name)-probe") }
}
