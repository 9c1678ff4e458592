/// Where an image is, in full: the registry, and the path in it.
///
/// As github.com/distribution/reference completes it: `nginx` is `docker.io/library/nginx`.
struct Repository {
    /// `domain[:port]`.
    let registry: String
    /// Without a leading slash.
    let path: String

    /// - Parameter name: an image's name without tag or digest.
    init(_ name: String) {
        let end = name.utf8.firstIndex(of: UInt8(ascii: "/"))
        let first = name[..<(end ?? name.startIndex)]
        if let end, Self.isDomain(first) {
            registry = first == "index.docker.io" ? Self.hub : String(first)
            path = String(name[name.utf8.index(after: end)...])
        } else {
            registry = Self.hub
            path = name
        }
    }

    private static let hub = "docker.io"

    /// With what Docker Hub's official images have for an owner.
    var fullPath: String { registry == Self.hub && !path.utf8.contains(UInt8(ascii: "/")) ? "library/\(path)" : path }

    /// Whether kubelet takes the credential for Docker Hub when no other fits; isDefaultRegistryMatch.
    var isOnDefaultRegistry: Bool {
        registry == Self.hub || !registry.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    }

    private static func isDomain(_ text: Substring) -> Bool {
        text == "localhost"
            || text.utf8.contains {
                $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
            }
    }
}
