internal import Encodings
internal import JSON
internal import Rules

/// A user name and password for a registry.
struct RegistryCredential {
    /// As kubelet looks for it: without a scheme, and Docker Hub by the name that its images have.
    let host: String
    /// Whether the Pipeline has one.
    let hasScheme: Bool
    let user: String
    let password: String

    init(host: String, user: String, password: String) throws(HostProblem) {
        let scheme = ["https://", "http://"].first { host.utf8.starts(with: $0.utf8) }
        let bare = String(host.unicodeScalars.dropFirst(scheme?.utf8.count ?? 0))
        _ = try RegistryHost(bare)
        self.host = Self.plain(bare)
        (hasScheme, self.user, self.password) = (scheme != nil, user, password)
    }

    /// kubelet turns `index.docker.io/acme/app` into `docker.io/acme/app` before it looks for a key; a key with a path is
    /// compared as it is (distribution/reference, splitDockerDomain).
    private static func plain(_ host: String) -> String {
        let other = "index.docker.io"
        guard host == other || host.hasPrefix("\(other)/") else { return host }
        return String(host.dropFirst("index.".count))
    }

    /// What tells the password: itself and, where it is too short to be certain of, itself with the user name, as it
    /// stands in an `auth`. A longer one is found within that.
    var secrets: [[UInt8]] {
        let password = Array(password.utf8)
        return password.count < TextIndex.shortest ? [password, Array("\(user):".utf8) + password] : [password]
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
