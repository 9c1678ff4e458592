import Files
import Scratch
import Serving
import Testing

@testable import Cluster

@Suite struct KubeconfigTests {
    static func config(cluster: String = "server: https://10.0.0.1:6443", user: String = "token: abc")
        -> String
    {
        """
        apiVersion: v1
        kind: Config
        current-context: here
        contexts:
        - name: there
          context: {cluster: missing, user: u}
        - name: here
          context: {cluster: c, user: u}
        clusters:
        - name: c
          cluster: {\(cluster)}
        users:
        - name: u
          user: {\(user)}
        """
    }

    static func read(_ text: String, context: String? = nil, files: [String: String] = [:]) throws
        -> APIServer
    {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/config"
        for (name, content) in files {
            try StoredFile("\(folder.path)/\(name)").write(
                Array(content.utf8), mode: 0o600, overwrite: true)
        }
        try StoredFile(path).write(Array(text.utf8), mode: 0o600, overwrite: true)
        do throws(APIServerError) {
            return try APIServer.kubeconfig(path, context: context)
        } catch .kubeconfig(_, let position, let message) {
            throw APIServerError.kubeconfig(file: "config", position, message)
        }
    }

    @Test func `the current context says where and who`() throws {
        let server = try Self.read(
            Self.config(
                cluster:
                    "server: 'https://[::1]:6443/k8s/', certificate-authority-data: YWJj, tls-server-name: api",
                user: "client-certificate: tls.crt, client-key-data: a2V5"),
            files: ["tls.crt": "certificate"])
        #expect(server.origin == Origin(host: "::1", port: 6443) && server.basePath == "/k8s")
        #expect(server.tls.authorities == Array("abc".utf8) && server.tls.serverName == "api")
        #expect(server.tls.identity?.certificate == Array("certificate".utf8))
        #expect(server.tls.identity?.privateKey == Array("key".utf8))
        guard case .none = server.credential else { return #expect(Bool(false)) }
    }

    @Test func `a token may stand there or in a file`() throws {
        guard case .token("abc") = try Self.read(Self.config()).credential else {
            return #expect(Bool(false))
        }
        let server = try Self.read(Self.config(user: "tokenFile: token, token: abc"))
        guard case .tokenFile(let path) = server.credential else { return #expect(Bool(false)) }
        #expect(path.hasPrefix("/") && path.hasSuffix("/token"))
    }

    @Test(arguments: [
        (
            "insecure-skip-tls-verify: true", "",
            "11:70: insecure-skip-tls-verify: the server's certificate is verified always"
        ),
        ("", "exec: {command: aws}", "14:16: exec: exec plugins are not run"),
        ("", "auth-provider: {name: gcp}", "auth-provider: "),
        ("", "username: a, password: s3cr3t", "14:20: username: basic authentication"),
        ("", "as: admin", "impersonation"),
        ("", "client-certificate-data: YQ==", "go together"),
        ("", "client-key-data: '!!'", "client-key-data must be base64"),
        ("", "token: \"s3cr3t\\r\\nX: y\"", "token has characters"),
        ("proxy-url: http://a", "", "proxies are not"),
        ("certificate-authority: none", "", "none: cannot read"),
    ])
    func `what is not done is refused, and where it stands is said`(
        _ cluster: String, _ user: String, _ message: String
    ) throws {
        let text = Self.config(
            cluster: "server: https://10.0.0.1:6443" + (cluster.isEmpty ? "" : ", \(cluster)"),
            user: user.isEmpty ? "token: abc" : user)
        let error = try #require(throws: APIServerError.self) { try Self.read(text) }
        #expect("\(error)".hasPrefix("config:1") && "\(error)".contains(message), "\(error)")
        #expect(!"\(error)".contains("s3cr3t"))
    }

    @Test(arguments: [
        "http://10.0.0.1", "10.0.0.1:6443", "https://", "https://a:0", "https://a:x", "https://a:70000",
        "https://u@a",
        "https://[::1", "https://[a]", "https://a/ b", "https://a?b", "https://::1",
    ])
    func `what is no address of a server is refused`(_ url: String) {
        #expect(ServerURL(url) == nil)
    }

    @Test func `contexts are found by name, and what is missing is named`() throws {
        for (context, message) in [
            ("there", "there is no \"missing\" in clusters"),
            ("nowhere", "there is no \"nowhere\" in contexts"),
        ] {
            let error = #expect(throws: APIServerError.self) {
                try Self.read(Self.config(), context: context)
            }
            #expect(
                "\(String(describing: error))".contains(message)
                    || "\(error.map { "\($0)" } ?? "")".contains(message))
        }
        #expect(throws: APIServerError.self) { try Self.read("kind: Config\n") }
        #expect(throws: APIServerError.self) { try Self.read("- a\n") }
        #expect(throws: APIServerError.self) { try Self.read("a: [\n") }
    }

    @Test func `a Pod finds its API server`() throws {
        let folder = try TemporaryFolder()
        for (name, content) in [("ca.crt", "authority"), ("token", "abc")] {
            try StoredFile("\(folder.path)/\(name)").write(
                Array(content.utf8), mode: 0o600, overwrite: true)
        }
        let environment = ["KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "443"]
        let server = try APIServer.inCluster(environment: { environment[$0] }, folder: folder.path)
        #expect(
            server.origin.description == "[fd00::1]:443"
                && server.tls.authorities == Array("authority".utf8))
        guard case .tokenFile = server.credential else { return #expect(Bool(false)) }
        #expect(throws: APIServerError.self) {
            try APIServer.inCluster(environment: { _ in nil }, folder: folder.path)
        }
        #expect(throws: APIServerError.self) {
            try APIServer.inCluster(environment: { environment[$0] }, folder: "/nowhere")
        }
        #expect(throws: APIServerError.self) {
            try APIServer.inCluster(
                environment: { $0.hasSuffix("PORT") ? "x" : environment[$0] }, folder: folder.path)
        }
    }
}
