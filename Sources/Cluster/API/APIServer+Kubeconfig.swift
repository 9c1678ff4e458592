internal import Encodings
internal import Files
internal import JSON
internal import Serving
internal import YAML

extension APIServer {
    /// As kubectl finds it (k8s.io/client-go/tools/clientcmd).
    /// - Parameter path: the kubeconfig. Files that it names are relative to its folder.
    /// - Parameter context: nil: the one that it calls the current one.
    package static func kubeconfig(_ path: String, context: String? = nil) throws(APIServerError) -> APIServer {
        try kubeconfig(try read(path), from: path, context: context)
    }

    /// The same of one that has been read.
    package static func kubeconfig(
        _ bytes: [UInt8], from path: String, context: String? = nil
    ) throws(APIServerError) -> APIServer {
        let file = try KubeconfigFile(bytes, path)
        let current = try file.text("current-context", in: file.root)?.text
        guard let name = context ?? current, !name.isEmpty else {
            throw file.error(
                at: file.root, "there is no current-context; name one, or set it with kubectl config use-context")
        }
        let context = try file.entry("context", named: name, in: "contexts", from: file.root)
        let cluster = try file.entry("cluster", of: context, in: "clusters")
        let user = try file.entry("user", of: context, in: "users")
        let (origin, basePath) = try server(of: cluster, file)
        return APIServer(
            origin: origin, basePath: basePath, tls: try tls(cluster, user, file),
            credential: try credential(of: user, file))
    }

    private static func server(
        of cluster: Value, _ file: KubeconfigFile
    ) throws(APIServerError) -> (Origin, String) {
        guard let server = try file.text("server", in: cluster) else {
            throw file.error(at: cluster, "the cluster has no server; give https://HOST[:PORT]")
        }
        guard let url = ServerURL(server.text) else {
            throw file.error(at: server.value, "server must be https://HOST[:PORT][/PATH]")
        }
        return (url.origin, url.path)
    }

    private static func tls(
        _ cluster: Value, _ user: Value?, _ file: KubeconfigFile
    ) throws(APIServerError) -> ClientTLS {
        if let value = cluster["insecure-skip-tls-verify"], value.bool != false {
            throw file.error(
                at: value,
                "insecure-skip-tls-verify: the server's certificate is verified always; give its certificate-authority")
        }
        if let value = cluster["proxy-url"] { throw file.error(at: value, "proxy-url: proxies are not supported") }
        var tls = ClientTLS(
            authorities: try file.content("certificate-authority", in: cluster),
            serverName: try file.text("tls-server-name", in: cluster)?.text)
        guard let user else { return tls }
        let certificate = try file.content("client-certificate", in: user)
        let key = try file.content("client-key", in: user)
        switch (certificate, key) {
        case (.some(let certificate), .some(let key)):
            tls.identity = ClientTLS.Identity(certificate: certificate, privateKey: key)
        case (.none, .none): break
        default: throw file.error(at: user, "client-certificate and client-key go together; give both or neither")
        }
        return tls
    }

    private static func credential(
        of user: Value?, _ file: KubeconfigFile
    ) throws(APIServerError) -> Credential {
        guard let user else { return .none }
        let refused = [
            ("exec", "exec plugins are not run by this server"),
            ("auth-provider", "auth providers are not supported"),
            ("username", "basic authentication is not supported"),
            ("password", "basic authentication is not supported"),
            ("as", "impersonation is not supported"),
        ]
        for (key, reason) in refused {
            guard let value = user[key] else { continue }
            throw file.error(at: value, "\(key): \(reason); give a token, a tokenFile or a client certificate")
        }
        // client-go: the file goes before the text.
        if let path = try file.text("tokenFile", in: user) { return .tokenFile(file.path(path.text)) }
        if let token = try file.text("token", in: user) {
            guard BearerToken.isOne(token.text) else {
                throw file.error(at: token.value, "token has characters that no token can have")
            }
            return .token(token.text)
        }
        return .none
    }
}
