/// The grammar of distribution/reference for `domain[:port][/path]`, byte by byte: no text is made on the way.
enum RegistryGrammar {
    /// Where in the text its parts are, as offsets in UTF-8.
    struct Parts {
        var domain: Range<Int>
        var port: Range<Int>?
        /// Without its leading slash.
        var path: Range<Int>
    }

    /// distribution/reference's NameTotalLengthMax.
    private static let maximumLength = 255

    /// - Parameter text: without an `@`.
    static func parts(of text: Span<UInt8>) throws(HostProblem) -> Parts {
        guard text.count <= maximumLength else { throw .tooLong(limit: maximumLength) }
        try checkCharacters(of: text)
        guard text.isEmpty || text[text.count - 1] != UInt8(ascii: "/") else { throw .trailingSlash }
        let slash = first(UInt8(ascii: "/"), of: text, in: text.indices) ?? text.count
        var parts = try authority(text, end: slash)
        parts.path = min(slash + 1, text.count)..<text.count
        if !parts.path.isEmpty { try checkPath(text, parts.path) }
        return parts
    }

    /// What no registry has, the worst of it first, wherever in the text it stands.
    private static func checkCharacters(of text: Span<UInt8>) throws(HostProblem) {
        var (hasScheme, hasQuery, hasGlob) = (false, false, false)
        for at in text.indices {
            switch text[at] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "%"), 0x00...0x20, 0x7F...0xFF: throw .character
            case UInt8(ascii: "?"), UInt8(ascii: "#"): hasQuery = true
            case UInt8(ascii: "*"), UInt8(ascii: "["): hasGlob = true
            case UInt8(ascii: "/") where at >= 2:
                if text[at - 1] == UInt8(ascii: "/"), text[at - 2] == UInt8(ascii: ":") { hasScheme = true }
            default: break
            }
        }
        guard !hasScheme else { throw .scheme }
        guard !hasQuery else { throw .query }
        guard !hasGlob || text[0] == UInt8(ascii: "[") else { throw .glob }
    }

    /// Domain and port, which end where the path begins.
    private static func authority(_ text: Span<UInt8>, end: Int) throws(HostProblem) -> Parts {
        let isBracketed = end > 0 && text[0] == UInt8(ascii: "[")
        let mark = first(UInt8(ascii: isBracketed ? "]" : ":"), of: text, in: 0..<end)
        let domain = 0..<(mark.map { isBracketed ? $0 + 1 : $0 } ?? end)
        for at in domain where isUppercase(text[at]) { throw .upperCase }
        if isBracketed {
            guard mark != nil, isAddress(text, 1..<domain.upperBound - 1) else { throw .domain }
        } else {
            guard let labels = labels(text, domain) else { throw .domain }
            // Docker takes a first part without a dot or a port for an owner on Docker Hub, but for `localhost`.
            guard labels > 1 || domain.upperBound < end || isEqual(text, domain, "localhost") else {
                throw .singleLabel
            }
        }
        guard domain.upperBound < end else { return Parts(domain: domain, port: nil, path: end..<end) }
        let port = domain.upperBound + 1..<end
        guard text[domain.upperBound] == UInt8(ascii: ":"), isPort(text, port) else { throw .port }
        return Parts(domain: domain, port: port, path: end..<end)
    }

    /// An IPv6 address: hexadecimal digits and colons, of which two together or seven.
    private static func isAddress(_ text: Span<UInt8>, _ part: Range<Int>) -> Bool {
        var (colons, isShort) = (0, false)
        for at in part {
            switch text[at] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): break
            case UInt8(ascii: ":"):
                colons += 1
                if at > part.lowerBound, text[at - 1] == UInt8(ascii: ":") { isShort = true }
            default: return false
            }
        }
        return isShort || colons == 7
    }

    /// How many labels of the form `[a-z0-9]([a-z0-9-]*[a-z0-9])?` with dots between them; nil for any other form.
    private static func labels(_ text: Span<UInt8>, _ part: Range<Int>) -> Int? {
        var count = 1
        var last = UInt8(ascii: ".")
        for at in part {
            switch text[at] {
            case UInt8(ascii: "."):
                guard isAlphanumeric(last) else { return nil }
                count += 1
            case UInt8(ascii: "-"): guard last != UInt8(ascii: ".") else { return nil }
            case let byte: guard isAlphanumeric(byte) else { return nil }
            }
            last = text[at]
        }
        return isAlphanumeric(last) ? count : nil
    }

    private static func isPort(_ text: Span<UInt8>, _ part: Range<Int>) -> Bool {
        var port = 0
        for at in part {
            let digit = text[at] &- UInt8(ascii: "0")
            guard digit < 10 else { return false }
            port = min(port * 10 + Int(digit), 65_536)
        }
        return (1...65_535).contains(port)
    }

    private static func checkPath(_ text: Span<UInt8>, _ part: Range<Int>) throws(HostProblem) {
        if first(UInt8(ascii: ":"), of: text, in: part) != nil { throw .tag }
        let end = first(UInt8(ascii: "/"), of: text, in: part) ?? part.upperBound
        let version = part.lowerBound..<end
        if isEqual(text, version, "v1") || isEqual(text, version, "v2") { throw .apiPath }
        for at in part where isUppercase(text[at]) { throw .upperCase }
        var start = part.lowerBound
        for at in part where text[at] == UInt8(ascii: "/") {
            guard isPathComponent(text, start..<at) else { throw .path }
            start = at + 1
        }
        guard isPathComponent(text, start..<part.upperBound) else { throw .path }
    }

    /// `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`
    private static func isPathComponent(_ text: Span<UInt8>, _ part: Range<Int>) -> Bool {
        guard let last = part.last, isAlphanumeric(text[part.lowerBound]), isAlphanumeric(text[last]) else {
            return false
        }
        var separator = part.lowerBound
        for at in part where isAlphanumeric(text[at]) {
            guard separator == at || isSeparator(text, separator..<at) else { return false }
            separator = at + 1
        }
        return true
    }

    private static func isSeparator(_ text: Span<UInt8>, _ part: Range<Int>) -> Bool {
        switch text[part.lowerBound] {
        case UInt8(ascii: "."): part.count == 1
        case UInt8(ascii: "_"): part.count == 1 || isEqual(text, part, "__")
        default: isOnlyHyphens(text, part)
        }
    }

    private static func isOnlyHyphens(_ text: Span<UInt8>, _ part: Range<Int>) -> Bool {
        for at in part where text[at] != UInt8(ascii: "-") { return false }
        return true
    }

    static func has(_ byte: UInt8, _ text: Span<UInt8>) -> Bool { first(byte, of: text, in: text.indices) != nil }

    private static func first(_ byte: UInt8, of text: Span<UInt8>, in part: Range<Int>) -> Int? {
        var at = part.lowerBound
        while at < part.upperBound {
            if text[at] == byte { return at }
            at &+= 1
        }
        return nil
    }

    private static func isEqual(_ text: Span<UInt8>, _ part: Range<Int>, _ other: String) -> Bool {
        part.count == other.utf8.count && begins(text.extracting(part), with: other.utf8.span)
    }

    static func begins(_ text: Span<UInt8>, with start: Span<UInt8>) -> Bool {
        guard start.count <= text.count else { return false }
        for at in start.indices where text[at] != start[at] { return false }
        return true
    }

    private static func isUppercase(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }
}
