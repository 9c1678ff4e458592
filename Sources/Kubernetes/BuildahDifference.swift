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
