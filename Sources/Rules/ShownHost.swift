internal import JSON

/// A registry host as it may be shown. What stands before an `@` may be a password, what follows a `?` or `#` a token,
/// and behind a colon that is no port's there may be either: these are left out, and where what remains is not a
/// registry, nothing is shown.
struct ShownHost: CustomStringConvertible {
    /// nil: nothing of it may be shown.
    let text: String?

    init(_ host: String) {
        // Bytes, as a combining character makes another one of the `@` before it.
        let isPlain = !host.utf8.contains { "@?#%".utf8.contains($0) }
        text = isPlain ? Self.hasOnlyKnownColons(host) ? host : nil : Self.registry(in: host)
    }

    var description: String { text.map { "\(Quoted($0))" } ?? "this host" }

    /// Whether each colon is that of a scheme, of a port, of an IPv6 address or of an image's tag.
    private static func hasOnlyKnownColons(_ host: String) -> Bool {
        let bare = RegistryHost.withoutScheme(host)
        let parts = bare.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let authority = parts[0].utf8
        let name = authority.first == UInt8(ascii: "[") ? authority.lastIndex(of: UInt8(ascii: "]")) : nil
        let rest = name.map { authority[$0...] } ?? authority[...]
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
            let port = rest[rest.index(after: colon)...]
            guard port.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return false }
        }
        guard parts.count == 2, let tag = parts[1].utf8.firstIndex(of: UInt8(ascii: ":")) else { return true }
        return RegistryHost.problem(with: String(bare[..<tag])) == nil
    }

    private static func registry(in host: String) -> String? {
        if RegistryHost.problem(with: host) == .digest { return host }
        // With both, it cannot be told whether the `@` is the token's or the `?` the password's.
        let marks = host.utf8.filter { "?#%".utf8.contains($0) }
        let rest =
            if let at = host.utf8.lastIndex(of: UInt8(ascii: "@")) {
                marks.isEmpty ? host[host.utf8.index(after: at)...] : ""
            } else {
                host.utf8.firstIndex { "?#".utf8.contains($0) }.map { host[..<$0] } ?? ""
            }
        return RegistryHost.problem(with: String(rest)) == nil ? String(rest) : nil
    }
}
