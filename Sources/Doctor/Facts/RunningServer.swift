internal import Configuration
internal import JSON
internal import YAML

/// What the server that runs is told about itself.
struct RunningServer: Sendable {
    /// Where it listens; 0: anywhere.
    let port: Int
    /// Files, as its container sees them.
    let certificate: String
    let privateKey: String

    /// As `tallyman config show` shows it; nil where that does not read back, which it always does.
    init?(_ configuration: Configuration) {
        guard let document = try? YAMLStream.parse(Array(configuration.effectiveYAML.utf8)).first,
            let server = document.root["server"], let port = server["port"]?.integer,
            let certificate = server["tls"]?["certificate"]?.string,
            let privateKey = server["tls"]?["privateKey"]?.string
        else { return nil }
        self.port = port
        self.certificate = certificate
        self.privateKey = privateKey
    }
}
