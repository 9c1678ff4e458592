/// Why a text is not a registry host.
package enum HostProblem: Error, Equatable {
    case scheme, userinfo, query, digest, tag, glob, character, upperCase
    case domain, singleLabel, port, path, apiPath, trailingSlash
    case tooLong(limit: Int)
}

extension HostProblem: CustomStringConvertible {
    package var description: String {
        let form = "write it as domain[:port][/path], such as ghcr.io/acme"
        return switch self {
        case .scheme: "must not have a scheme; \(form)"
        case .userinfo: "must not carry a user name or password; put them into a Secret and refer to it"
        case .query: "must not have a query or fragment; \(form)"
        case .digest: "must not have a digest; \(form)"
        case .tag: "must not have a tag; \(form)"
        case .glob: "must be one registry, not a pattern; \(form)"
        case .character: "has a space, quote, backslash or other character that no registry has; \(form)"
        case .upperCase: "must be in lower case, as registries are matched by letter"
        case .domain: "is not a domain name or address; \(form)"
        case .singleLabel: "needs a dot or a port, or an image would be looked for on Docker Hub; \(form)"
        case .port: "must have a port between 1 and 65535, inclusive, or none"
        case .path: "has a path that no repository can have; \(form)"
        case .apiPath: "must not have the API path /v1 or /v2; \(form)"
        case .trailingSlash: "must not end with a slash; \(form)"
        case .tooLong(let limit): "must be no more than \(limit) characters"
        }
    }
}
