internal import JSON
internal import Kubernetes

/// A name from the cluster as it may stand in a message.
struct Shown: CustomStringConvertible {
    let description: String

    /// Names have 253 characters at most.
    init(_ name: String) { description = "\(Quoted(name, limit: 253))" }

    /// `NAMESPACE/NAME`.
    init(_ namespace: String, _ name: String) { description = "\(Quoted("\(namespace)/\(name)", limit: 2 * 253 + 1))" }

    /// A name in a command that somebody is to paste: what no object can be called in a cluster is left to them.
    static func word(_ name: String) -> String { NameForm.subdomain.problem(with: name) == nil ? name : "NAME" }

    /// So many are named in one line.
    private static let limit = 8

    /// Several: `"a", "b" and 3 more`.
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(limit).map { "\(Shown($0))" }
        let rest = names.count - shown.count
        guard rest == 0 else { return shown.joined(separator: ", ") + " and \(rest) more" }
        guard let last = shown.last, shown.count > 1 else { return shown.joined() }
        return shown.dropLast().joined(separator: ", ") + " and \(last)"
    }

    /// Some webhooks of all that there are.
    static func webhooks(_ some: [Webhook], of all: [Webhook]) -> String {
        some.count > 1 && some.count == all.count ? "all \(all.count) webhooks" : list(some.map(\.name))
    }

    /// `1 Secret`, `3 Secrets`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
