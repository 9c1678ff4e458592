/// Where a registry is, as image names have it: `domain[:port][/path]`, the grammar of distribution/reference.
package struct RegistryHost: Equatable {
    private let text: String
    private let parts: RegistryGrammar.Parts

    /// In lower case, as host matching is by letter; an IPv6 address stands in brackets.
    var domain: Substring { text.bytes(parts.domain) }
    var port: Substring? { parts.port.map(text.bytes) }
    /// Without a leading slash; empty for a whole registry.
    var path: Substring { text.bytes(parts.path) }

    /// Host and port, which have to be the same for two registries to be one: kubelet knows no default port, and Docker
    /// Hub by an old name too (splitDockerDomain of distribution/reference).
    var authority: Substring {
        let authority = text.bytes(0..<(parts.port ?? parts.domain).upperBound)
        return authority == "index.docker.io" ? "docker.io" : authority
    }

    package static func == (one: Self, other: Self) -> Bool {
        one.authority == other.authority && one.path == other.path
    }

    /// Nothing is copied: most registries are only held to the grammar.
    package init(_ text: String) throws(HostProblem) {
        parts = try Self.parts(of: text)
        self.text = text
    }

    /// What may have a password in it is refused for that, whatever else is wrong with it. Bytes, as a combining
    /// character makes another one of the `@` before it.
    private static func parts(of text: String) throws(HostProblem) -> RegistryGrammar.Parts {
        if RegistryGrammar.has(UInt8(ascii: "@"), text.utf8.span),
            let at = text.utf8.lastIndex(of: UInt8(ascii: "@"))
        {
            throw isDigest(text[text.utf8.index(after: at)...], of: text[..<at]) ? .digest : .userinfo
        }
        return try RegistryGrammar.parts(of: text.utf8.span)
    }

    /// Whether an image stands before the `@`, as `ghcr.io/acme/app:1`: a user name and a password do not look like it.
    private static func isDigest(_ digest: Substring, of image: Substring) -> Bool {
        let parts = digest.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, ["sha256", "sha384", "sha512"].contains(parts[0]), !parts[1].isEmpty,
            parts[1].utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            !image.utf8.contains(UInt8(ascii: "@"))
        else { return false }
        let slash = image.lastIndex(of: "/") ?? image.startIndex
        let tag = image[slash...].firstIndex(of: ":") ?? image.endIndex
        return (try? RegistryHost(String(image[..<tag])))?.path.isEmpty == false
    }
}

extension RegistryHost {
    /// What is wrong with a text as a registry; nil: nothing.
    static func problem(with text: String) -> HostProblem? {
        do throws(HostProblem) {
            _ = try parts(of: text)
            return nil
        } catch {
            return error
        }
    }

    static func hasScheme(_ text: String) -> Bool { withoutScheme(text).utf8.count < text.utf8.count }

    /// The text without the `https://` or `http://` that Kubero's form, or who fills it in, puts before a registry.
    static func withoutScheme(_ text: String) -> Substring {
        // Few have one, and all are asked.
        guard text.utf8.first == UInt8(ascii: "h") else { return text[...] }
        for scheme in ["https://", "http://"] where RegistryGrammar.begins(text.utf8.span, with: scheme.utf8.span) {
            return text[text.utf8.index(text.startIndex, offsetBy: scheme.utf8.count)...]
        }
        return text[...]
    }
}

extension String {
    /// A part of it, by offsets in UTF-8, between characters of ASCII.
    fileprivate func bytes(_ offsets: Range<Int>) -> Substring {
        let start = utf8.index(startIndex, offsetBy: offsets.lowerBound)
        return self[start..<utf8.index(start, offsetBy: offsets.count)]
    }
}
