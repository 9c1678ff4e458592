/// What buildah makes of the keys that kubelet finds.
struct BuildahReading {
    private(set) var isEmpty = true
    private var hasUsed = false
    private var hasWholeHost = false
    private var hasPattern = false

    /// - Parameter key: one that kubelet takes for the repository.
    mutating func take(_ key: RegistryKey, for repository: Repository) {
        isEmpty = false
        if key.isPattern { hasPattern = true }
        guard key.isFoundByBuildah(for: repository) else { return }
        hasUsed = true
        if key.hasScheme, !key.path.isEmpty { hasWholeHost = true }
    }

    /// Where that is not the same as what kubelet makes of them; empty where it is, and where there are none.
    var differences: [BuildahDifference] {
        if hasUsed { return hasWholeHost ? [.wholeHost] : [] }
        if isEmpty { return [] }
        return hasPattern ? [.pattern] : [.unused]
    }
}

extension RegistryKey {
    /// github.com/containers/image/pkg/docker/config: findCredentialsInFile, normalizeAuthFileKey, normalizeRegistry.
    fileprivate func isFoundByBuildah(for repository: Repository) -> Bool {
        if hasScheme { return isSame(as: repository) }
        guard !isAdorned else { return false }
        guard !path.isEmpty else { return isSame(as: repository) }
        return registry.isExactly(repository.registry) && repository.hasPath(path)
    }

    private func isSame(as repository: Repository) -> Bool {
        registry.isExactly(repository.registry)
            || Self.isHub(registry) && Self.isHub(repository.registry)
    }

    private static func isHub(_ registry: String) -> Bool {
        ["index.docker.io", "docker.io", "registry-1.docker.io"].contains { registry.isExactly($0) }
    }
}
