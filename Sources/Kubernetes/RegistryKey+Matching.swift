extension RegistryKey {
    /// Whether kubelet takes the credential of this key for images of a repository, of which it tries all that fit.
    ///
    /// - Parameter repository: the image's name without tag or digest; `nginx` is one on Docker Hub.
    package func matches(_ repository: String) -> Bool { matches(Repository(repository)) }

    func matches(_ repository: Repository) -> Bool {
        if isOfDefaultRegistry, repository.isOnDefaultRegistry { return true }
        // A prefix by letter, not by segment: `/acme` is for `/acme-evil` too.
        return matches(registryOf: repository) && repository.hasPath(beginningWith: path)
    }

    /// Host and port alone; URLsMatch.
    func matches(registryOf repository: Repository) -> Bool {
        if isPlain, repository.isPlain { return registry.isExactly(repository.registry) }
        guard let other = RegistryKey(repository.registry) else { return false }
        return port.isExactly(other.port) && labels.count == other.labels.count
            && zip(labels, other.labels).allSatisfy { Self.matches(Array($0.utf8)[...], Array($1.utf8)[...]) }
    }

    /// Go's filepath.Match within one label. Of its special characters no host can have others than `*`: `?` begins a
    /// query, and an address in brackets without a port is a class of characters, which no label is.
    private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        guard pattern.first != UInt8(ascii: "[") else { return false }
        let parts = pattern.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
        guard parts.count > 1, let head = parts.first, let tail = parts.last else { return pattern == text }
        guard text.count >= head.count + tail.count, text.starts(with: head), text.suffix(tail.count) == tail
        else { return false }
        // The parts between are looked for one after the other, each as far to the front as it can be.
        var rest = text.dropFirst(head.count).dropLast(tail.count)
        for part in parts.dropFirst().dropLast() {
            while !rest.starts(with: part) {
                guard rest.count > part.count else { return false }
                rest = rest.dropFirst()
            }
            rest = rest.dropFirst(part.count)
        }
        return true
    }
}
