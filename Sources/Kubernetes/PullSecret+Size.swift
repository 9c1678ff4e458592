extension PullSecret {
    /// About how many bytes it takes.
    package var size: Int {
        switch contents {
        case .dockerConfig(let keys): keys.reduce(type.utf8.count) { $0 + $1.size }
        case .unusable: type.utf8.count
        }
    }
}

extension RegistryKey {
    /// Its texts, which are mostly too long to stand within it, and are kept whole and in parts.
    fileprivate var size: Int {
        let texts = labels + [port, path, registry]
        return MemoryLayout<Self>.size
            + texts.reduce(0) { $0 + MemoryLayout<String>.size + ($1.utf8.count > 15 ? 32 + $1.utf8.count : 0) }
    }
}
