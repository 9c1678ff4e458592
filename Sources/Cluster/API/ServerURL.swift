internal import Serving

/// `https://HOST[:PORT][/PATH]`, where an API server is.
struct ServerURL {
    let origin: Origin
    /// Without a slash at its end.
    let path: String

    private static let scheme = "https://"

    /// nil for anything else, plain HTTP above all.
    init?(_ text: String) {
        guard text.hasPrefix(Self.scheme) else { return nil }
        let rest = text.dropFirst(Self.scheme.count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        var path = String(rest[slash...])
        while path.hasSuffix("/") { path.removeLast() }
        let isPlain = path.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ":"):
                true
            default: false
            }
        }
        guard isPlain, let origin = Self.origin(authority) else { return nil }
        self.origin = origin
        self.path = path
    }

    private static func origin(_ authority: Substring) -> Origin? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            let host = authority[authority.index(after: authority.startIndex)..<end]
            let rest = authority[authority.index(after: end)...]
            guard host.contains(":") else { return nil }
            return port(rest).flatMap { Origin(host: String(host), port: $0) }
        }
        let colon = authority.firstIndex(of: ":") ?? authority.endIndex
        return port(authority[colon...]).flatMap { Origin(host: String(authority[..<colon]), port: $0) }
    }

    private static func port(_ text: Substring) -> UInt16? {
        guard !text.isEmpty else { return 443 }
        guard text.first == ":", text.dropFirst().utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return UInt16(text.dropFirst()).flatMap { $0 == 0 ? nil : $0 }
    }
}
