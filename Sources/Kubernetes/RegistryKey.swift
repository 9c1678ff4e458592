/// A key of a Docker configuration's `auths`: which registry, or which part of one, a credential is for.
///
/// Read as kubelet reads it (kubernetes/pkg/credentialprovider/keyring.go, Go's net/url); what else a key carries, a
/// user and password before an `@` among it, is not kept.
package struct RegistryKey: Hashable, Sendable {
    /// Between the dots; each may be a pattern with `*`.
    let labels: [String]
    /// As it is written; empty for none. There is no default port: `:443` is not the same as none.
    let port: String
    /// With its leading slash; empty for all of the registry.
    let path: String
    /// Host and port as image names have them; an address with a port in brackets.
    let registry: String
    /// Whether `registry` says all there is to say of host and port: only that very registry is meant.
    let isPlain: Bool
    /// Whether the host is a pattern.
    let isPattern: Bool
    /// The key of Docker Hub's credential, `https://index.docker.io/v1/`.
    let isOfDefaultRegistry: Bool
    /// Whether the key begins with `https://` or `http://`.
    let hasScheme: Bool
    /// Whether the key is something else besides scheme, host, port and path: a last slash alone, an API path, a user,
    /// a query.
    let isAdorned: Bool

    /// distribution/reference's NameTotalLengthMax: no image's name is longer, and so no longer key is for any. (One of more
    /// stars than that would be, and nobody writes it.)
    private static let maximumLength = 255

    /// nil for what is no URL, which kubelet passes over, and for what is too long to be for any image: 780,000 dots would
    /// be as many labels, for as long as the Secret is remembered.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let scheme = ["https://", "http://"].first { bytes.starts(with: $0.utf8) }
        let rest = bytes.dropFirst(scheme?.utf8.count ?? 0)
        // Escapes would be resolved once more at every reading; no repository's name needs one.
        guard !rest.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "%") }) else { return nil }
        let location = rest.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
        let authority = location.prefix { $0 != UInt8(ascii: "/") }
        let host = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
        guard let (name, digits) = Self.split(host) else { return nil }
        var path = location[authority.endIndex...]
        let isAPI = path.starts(with: "/v1/".utf8) || path.starts(with: "/v2/".utf8)
        if isAPI { path = path.dropFirst(3) }
        let isBare = path.elementsEqual("/".utf8)
        if isBare { path = [] }
        guard host.count + path.count <= Self.maximumLength else { return nil }
        labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        let domain = String(decoding: name, as: UTF8.self)
        port = String(decoding: digits, as: UTF8.self)
        self.path = String(decoding: path, as: UTF8.self)
        // Worked out here, as a Secret is read once and its keys are held against many registries.
        let isAddress = name.contains(UInt8(ascii: ":"))
        registry = port.isEmpty ? domain : isAddress ? "[\(domain)]:\(port)" : "\(domain):\(port)"
        isPlain = Repository.isPlain(registry)
        isPattern = name.contains(UInt8(ascii: "*"))
        isOfDefaultRegistry = domain.isExactly("index.docker.io") && port.isEmpty && self.path.isEmpty
        hasScheme = scheme != nil
        isAdorned = isAPI || isBare || host.count < authority.count || location.count < rest.count
    }

    /// Host and port, as Go's url.Parse and net.SplitHostPort take them apart.
    private static func split(_ host: ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, port: ArraySlice<UInt8>)? {
        guard host.allSatisfy(isHostByte) else { return nil }
        let colon = host.lastIndex(of: UInt8(ascii: ":"))
        guard let bracket = host.lastIndex(of: UInt8(ascii: "[")) else {
            guard let colon else { return (host, []) }
            let port = host[(colon + 1)...]
            guard port.allSatisfy(isDigit) else { return nil }
            return host[..<colon].contains(UInt8(ascii: ":")) ? (host, []) : (host[..<colon], port)
        }
        // Brackets are for an address, and nowhere but at the front: a class of characters (`[a-c].io`) is no URL.
        guard bracket == host.startIndex, let end = host.lastIndex(of: UInt8(ascii: "]")),
            host[bracket...end].dropFirst().dropLast().contains(UInt8(ascii: ":"))
        else { return nil }
        let rest = host[(end + 1)...]
        guard let first = rest.first else { return (host, []) }
        guard first == UInt8(ascii: ":"), rest.dropFirst().allSatisfy(isDigit) else { return nil }
        return (host[bracket...end].dropFirst().dropLast(), rest.dropFirst())
    }

    /// Go's net/url, shouldEscape for a host.
    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...: true
        default: isDigit(byte) || "-_.~!$&'()*+,;=:[]<>\"".utf8.contains(byte)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
