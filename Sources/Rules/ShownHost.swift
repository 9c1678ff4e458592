internal import JSON

/// A registry host as it may be shown: without what stands before an `@`, which may be a password, and without a
/// query, which may be a token.
struct ShownHost: CustomStringConvertible {
    let text: String
    /// Whether something was left out.
    let isShortened: Bool

    init(_ host: String) {
        let isDigest = (try? RegistryHost(host)) == nil && Self.problem(of: host) == .digest
        let behind = isDigest ? host[...] : host.lastIndex(of: "@").map { host[host.index(after: $0)...] } ?? host[...]
        let end = behind.firstIndex { $0 == "?" || $0 == "#" } ?? behind.endIndex
        text = String(behind[..<end])
        isShortened = text.utf8.count != host.utf8.count
    }

    var description: String { "\(Quoted(text))" }

    private static func problem(of host: String) -> HostProblem? {
        do throws(HostProblem) {
            _ = try RegistryHost(host)
            return nil
        } catch {
            return error
        }
    }
}
