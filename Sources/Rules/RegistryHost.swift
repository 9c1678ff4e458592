/// Where a registry is, as image names have it: `domain[:port][/path]`, the grammar of distribution/reference.
package struct RegistryHost: Equatable {
    /// In lower case, as host matching is by letter; an IPv6 address stands in brackets.
    let domain: String
    let port: String?
    /// Without a leading slash; empty for a whole registry.
    let path: String

    /// Host and port, which have to be the same for two registries to be one (kubelet knows no default port).
    var authority: String { port.map { "\(domain):\($0)" } ?? domain }

    /// distribution/reference's NameTotalLengthMax.
    private static let maximumLength = 255

    package init(_ text: String) throws(HostProblem) {
        // Before all else: what may have a password in it is refused for that, whatever else is wrong with it. Bytes,
        // as a combining character makes another one of the `@` before it.
        if let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) {
            throw Self.isDigest(text[text.utf8.index(after: at)...], of: text[..<at]) ? .digest : .userinfo
        }
        guard text.utf8.count <= Self.maximumLength else { throw .tooLong(limit: Self.maximumLength) }
        guard text.unicodeScalars.allSatisfy({ ("!"..."~").contains($0) && !"\"\\%".unicodeScalars.contains($0) })
        else {
            throw .character
        }
        guard !text.contains("://") else { throw .scheme }
        if text.contains(where: { "?#".contains($0) }) { throw .query }
        if text.contains(where: { "*[".contains($0) }) && !text.hasPrefix("[") { throw .glob }
        guard !text.hasSuffix("/") else { throw .trailingSlash }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        (domain, port) = try Self.authority(parts[0])
        path = try Self.path(parts.dropFirst().first)
    }

    private static func authority(_ text: Substring) throws(HostProblem) -> (domain: String, port: String?) {
        let isBracketed = text.hasPrefix("[")
        let end = isBracketed ? text.firstIndex(of: "]").map(text.index(after:)) : text.firstIndex(of: ":")
        let domain = text[..<(end ?? text.endIndex)]
        let rest = text[domain.endIndex...]
        if domain.contains(where: \.isUppercase) { throw .upperCase }
        if isBracketed {
            let address = domain.dropFirst().dropLast()
            guard end != nil, address.allSatisfy({ $0.isHexDigit || $0 == ":" }),
                address.contains("::") || address.count(where: { $0 == ":" }) == 7
            else { throw .domain }
        } else {
            let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
            guard labels.allSatisfy(isLabel) else { throw .domain }
            // Docker takes a first part without a dot or a port for an owner on Docker Hub, but for `localhost`.
            guard labels.count > 1 || !rest.isEmpty || domain == "localhost" else { throw .singleLabel }
        }
        guard !rest.isEmpty else { return (String(domain), nil) }
        let port = rest.dropFirst()
        guard rest.hasPrefix(":"), port.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(port),
            (1...65_535).contains(number)
        else { throw .port }
        return (String(domain), String(port))
    }

    /// `[a-z0-9]([a-z0-9-]*[a-z0-9])?`
    private static func isLabel(_ label: Substring) -> Bool {
        guard let first = label.first, let last = label.last, first != "-", last != "-" else { return false }
        return label.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    }

    private static func path(_ text: Substring?) throws(HostProblem) -> String {
        guard let text else { return "" }
        if text.contains(":") { throw .tag }
        let components = text.split(separator: "/", omittingEmptySubsequences: false)
        if components[0] == "v1" || components[0] == "v2" { throw .apiPath }
        if text.contains(where: \.isUppercase) { throw .upperCase }
        guard components.allSatisfy(isPathComponent) else { throw .path }
        return String(text)
    }

    /// `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`
    private static func isPathComponent(_ component: Substring) -> Bool {
        var separator = ""
        guard component.first.map(isAlphanumeric) == true, component.last.map(isAlphanumeric) == true else {
            return false
        }
        for character in component {
            guard isAlphanumeric(character) else {
                separator.append(character)
                continue
            }
            guard ["", ".", "_", "__"].contains(separator) || separator.allSatisfy({ $0 == "-" }) else { return false }
            separator = ""
        }
        return true
    }

    private static func isAlphanumeric(_ character: Character) -> Bool {
        ("a"..."z").contains(character) || ("0"..."9").contains(character)
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
            _ = try RegistryHost(text)
            return nil
        } catch {
            return error
        }
    }

    /// The text without the `https://` or `http://` that Kubero's form, or who fills it in, puts before a registry.
    static func withoutScheme(_ text: String) -> Substring {
        for scheme in ["https://", "http://"] where text.utf8.starts(with: scheme.utf8) {
            return text[text.utf8.index(text.startIndex, offsetBy: scheme.utf8.count)...]
        }
        return text[...]
    }
}
