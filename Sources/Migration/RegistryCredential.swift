internal import Encodings
internal import JSON
internal import Rules

/// A user name and password for a registry.
struct RegistryCredential {
    /// Without a scheme.
    let host: String
    /// Whether the Pipeline has one.
    let hasScheme: Bool
    let user: String
    let password: String

    init(host: String, user: String, password: String) throws(HostProblem) {
        let scheme = ["https://", "http://"].first { host.utf8.starts(with: $0.utf8) }
        let bare = String(host.unicodeScalars.dropFirst(scheme?.utf8.count ?? 0))
        _ = try RegistryHost(bare)
        (self.host, hasScheme, self.user, self.password) = (bare, scheme != nil, user, password)
    }

    /// As kubelet reads it, in base64: kubernetes/pkg/credentialprovider/config.go.
    var dockerConfig: String {
        var writer = Writer()
        writer.beginObject()
        writer.key("auths")
        writer.beginObject()
        writer.key(host)
        writer.beginObject()
        writer.key("username")
        writer.string(user)
        writer.key("password")
        writer.string(password)
        writer.key("auth")
        writer.string(Base64.encode(Array("\(user):\(password)".utf8)))
        writer.endObject()
        writer.endObject()
        writer.endObject()
        return Base64.encode(writer.bytes)
    }
}
