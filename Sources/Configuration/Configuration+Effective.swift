internal import Admission
internal import Encodings
internal import Forms
internal import JSON
internal import Rules
internal import YAML

extension Configuration {
    /// The whole configuration in force, defaults written out, as JSON: keys in one order, lists sorted.
    var effective: [UInt8] {
        var configuration = self
        let managers = configuration.settings.projectConfigLifecycle.options.managerGroups
        configuration.settings.projectConfigLifecycle.options.managerGroups =
            managers ?? [NamePattern("system:serviceaccounts:\(settings.kargo.namespace)")]
        var writer = Writer(capacity: 4096)
        Form<Configuration>.configuration.write(configuration, &writer)
        return writer.bytes
    }

    /// What tells one configuration from another: `sha256:` and the first 16 hexadecimal digits of the SHA-256 of what
    /// is in force. Two files that mean the same have the same digest, whatever their comments, order and omissions;
    /// 64 bits are plenty to tell apart, and nothing relies on more.
    package var digest: String { "sha256:" + SHA256.hexadecimal(effective).prefix(16) }

    /// The whole configuration in force as a file that reads back to the same digest.
    package var effectiveYAML: String {
        // What the writer has written is JSON.
        guard let document = try? Parser.parse(effective) else { return "" }
        return BlockText.write(document.root)
    }
}
