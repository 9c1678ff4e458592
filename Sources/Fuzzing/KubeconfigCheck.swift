internal import Cluster
internal import JSON
internal import Serving
internal import YAML

/// What is refused is refused without showing what is secret in it.
enum KubeconfigCheck {
    static func run(_ bytes: [UInt8]) throws(Broken) {
        for context in [nil, "a"] {
            let said: String
            do throws(APIServerError) {
                // No file that it names is there, as far as its name is relative.
                let server = try APIServer.kubeconfig(bytes, from: "/nowhere/kubeconfig", context: context)
                said = "\(server.origin) \(server.basePath)"
            } catch {
                said = "\(error)"
            }
            guard said.holds(mark) else { continue }
            try Broken.unless(isElsewhere(bytes), "what it says has something secret in it: \(said)")
        }
    }

    /// What tokens, passwords and keys in the corpus have in them.
    private static let mark = "s3cr3t"

    /// Where something secret may stand: in a `server` as the user of a URL.
    private static let secret: Set = ["token", "password", "server", "client-key-data", "client-certificate-data"]

    /// Whether the mark stands where there are names, which are told, or what is read is no YAML, so that nobody knows.
    private static func isElsewhere(_ bytes: [UInt8]) -> Bool {
        guard let documents = try? YAMLStream.parse(bytes) else { return true }
        var open = documents.map(\.root)
        while let value = open.popLast() {
            if value.string?.holds(mark) == true { return true }
            open += value.elements
            for member in value.members {
                if member.key.holds(mark) { return true }
                if member.key == "server", isInHost(member.value) { return true }
                if !secret.contains(member.key) || member.value.kind != .string { open.append(member.value) }
            }
        }
        return false
    }

    /// Whether the mark stands behind the user of a URL, where it is a host or a path, which are told.
    private static func isInHost(_ url: Value) -> Bool {
        url.string?.split(separator: "@").last?.holds(mark) == true
    }
}
