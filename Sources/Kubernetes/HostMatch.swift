/// Whether a pull secret is good for a Pipeline's registry.
package enum HostMatch: Hashable, Sendable {
    /// For the Pipeline's images.
    case match
    /// For the registry, but only for a path below the Pipeline's.
    case hostOnly
    case none
}

extension [RegistryKey] {
    /// Whether kubelet finds a credential for the images of a Pipeline, which are called `HOST/NAME-…`; and where it
    /// does, what buildah makes of the keys that match, as far as that is not the same.
    ///
    /// - Parameters:
    ///   - host: the Pipeline's effective registry, `domain[:port][/path]`.
    ///   - name: its name.
    package func fit(host: String, name: String) -> (match: HostMatch, differences: [BuildahDifference]) {
        let repository = Repository(probing: host, name)
        var buildah = BuildahReading()
        for key in self where key.matches(repository) { buildah.take(key, for: repository) }
        if !buildah.isEmpty { return (.match, buildah.differences) }
        let base = Repository("\(host)/")
        let path = base.path.isEmpty ? "/" : "/\(base.path)"
        let isBelow = contains { $0.matches(registryOf: base) && $0.path.utf8.starts(with: path.utf8) }
        return (isBelow ? .hostOnly : .none, [])
    }
}
