internal import JSON
internal import Serving

extension Configuration {
    /// The settings that differ, by their paths, in the order of the file: `rules.keep-namespace.enforce`.
    package func differences(from other: Configuration) -> [String] {
        guard let own = try? Parser.parse(effective), let others = try? Parser.parse(other.effective) else { return [] }
        return Self.differences(own.root, others.root, at: "")
    }

    /// What of this a server can take over that runs with `running`, and the settings that it would have to be
    /// restarted for: where it listens, how much it takes, and which cluster it asks.
    package func takenOver(from running: Configuration) -> (configuration: Configuration, left: [String]) {
        var next = self
        next.server = running.server
        next.server.tls = server.tls
        next.cluster.source = running.cluster.source
        next.cluster.directory = running.cluster.directory
        return (next, differences(from: next))
    }

    /// Both are written in one order of keys, so that what is written alike is alike.
    private static func differences(_ one: Value, _ other: Value, at path: String) -> [String] {
        guard one.kind == .object, other.kind == .object else { return one.raw == other.raw ? [] : [path] }
        return one.members.flatMap { member in
            let name = path.isEmpty ? member.key : "\(path).\(member.key)"
            guard let counterpart = other.member(member.key) else { return [name] }
            return differences(member.value, counterpart, at: name)
        }
    }
}
