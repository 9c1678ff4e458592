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
        guard text.utf8.count <= Self.maximumLength else { throw .tooLong(limit: Self.maximumLength) }
        guard !text.contains("://") else { throw .scheme }
        // In an image name `@` and `?` and the like belong to a digest or to nothing; as a host's they are refused.
        guard !text.contains("@") else { throw Self.isDigest(after: text) ? .digest : .userinfo }
        if text.contains(where: { "?#".contains($0) }) { throw .query }
        if text.contains(where: { "*[".contains($0) }) && !text.hasPrefix("[") { throw .glob }
        guard text.unicodeScalars.allSatisfy({ ("!"..."~").contains($0) && !"\"\\".unicodeScalars.contains($0) }) else {
            throw .character
        }
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
            guard end != nil, domain.dropFirst().dropLast().allSatisfy({ $0.isHexDigit || $0 == ":" }), domain.count > 4
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

    private static func isDigest(after text: String) -> Bool {
        guard let at = text.lastIndex(of: "@") else { return false }
        let parts = text[text.index(after: at)...].split(separator: ":", omittingEmptySubsequences: false)
        // Shorter ones are no digest: `user:password@sha256:1` must not be shown as if it were one.
        return parts.count == 2 && ["sha256", "sha384", "sha512"].contains(parts[0]) && parts[1].count >= 64
            && parts[1].allSatisfy(\.isHexDigit)
    }
}
