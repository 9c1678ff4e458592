/// Whether a pull secret is good for a Pipeline's registry.
package enum HostMatch: Hashable, Sendable {
    /// For the Pipeline's images.
    case match
    /// For the registry, but only for a path below the Pipeline's.
    case hostOnly
    case none
}

/// In what buildah, which pushes with the same Secret, reads a key otherwise than kubelet.
package enum BuildahDifference: Hashable, Sendable, CaseIterable {
    /// A pattern (`*.example.com`) is a name like any other to buildah: images are pulled with it, not pushed.
    case pattern
    /// With a scheme (`https://host/path`) the path does not count for buildah: it sends the credential to all of the
    /// host.
    case wholeHost
    /// Buildah does not find the credential, as the path fits by letters, not by segments (`host/ac` for `host/acme`,
    /// `host/acme/`), or is an API path without a scheme.
    case unused
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

    /// What buildah makes of the keys that match, where that is not the same; in order, empty where it is, and where
    /// none matches.
    package func buildahDifferences(host: String, name: String) -> [BuildahDifference] {
        let repository = Repository(probing: host, name)
        let keys = filter { $0.matches(repository) }
        let used = keys.filter { $0.isFoundByBuildah(for: repository) }
        guard used.isEmpty else {
            return used.contains { $0.hasScheme && !$0.path.isEmpty } ? [.wholeHost] : []
        }
        guard !keys.isEmpty else { return [] }
        return keys.contains(where: \.isPattern) ? [.pattern] : [.unused]
    }
}

extension Repository {
    /// Of an image that a Pipeline could have.
    fileprivate init(probing host: String, _ name: String) { self.init("\(host)/\(name)-probe") }
}

extension RegistryKey {
    /// github.com/containers/image/pkg/docker/config: findCredentialsInFile, normalizeAuthFileKey, normalizeRegistry.
    fileprivate func isFoundByBuildah(for repository: Repository) -> Bool {
        let host = labels.joined(separator: ".")
        let registry =
            port.isEmpty ? host : host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
        let isSame = Self.hubless(registry).isExactly(Self.hubless(repository.registry))
        if hasScheme { return isSame }
        guard !isAdorned else { return false }
        guard !path.isEmpty else { return isSame }
        return registry.isExactly(repository.registry) && "/\(repository.fullPath)/".utf8.starts(with: "\(path)/".utf8)
    }

    private static func hubless(_ registry: String) -> String {
        ["docker.io", "registry-1.docker.io"].contains(registry) ? "index.docker.io" : registry
    }
}
