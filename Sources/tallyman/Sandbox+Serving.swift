internal import Cluster
internal import Configuration
internal import Sandbox
internal import Serving

extension Sandbox {
    /// What the resolver of glibc reads for each name.
    private static let resolver = [
        "/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/gai.conf",
    ]
    /// Whom the system trusts, for a kubeconfig without a certificate-authority.
    private static let authorities = [
        "/etc/ssl/certs", "/usr/share/ca-certificates", "/usr/local/share/ca-certificates",
    ]
    /// DNS over TCP, for what does not fit into a datagram.
    private static let domain: UInt16 = 53

    /// What a server of this configuration needs while it runs.
    /// - Parameters:
    ///   - file: where the configuration is from, if it is from a file.
    ///   - api: the API server, if there are look-ups with it. All but its token is read by now.
    init(_ configuration: Configuration, from file: String?, api: APIServer?) {
        let server = configuration.server
        let files = [file, server.tls.certificate, server.tls.privateKey, server.tls.clientCA, api?.tokenFile]
        self.init(listening: [server.listen.port] + (server.admin.map { [$0.port] } ?? []))
        // Whole folders, as files are replaced, in a Pod by another folder behind a symbolic link.
        for file in files { if let file { allow(folderOf: file) } }
        if configuration.cluster.source == .directory, let folder = configuration.cluster.directory {
            allow(folder: folder)
        }
        guard let api else { return }
        calling = [api.origin.port]
        if api.tls.authorities == nil { for path in Self.authorities { allow(folder: path) } }
        guard !api.origin.isAddress else { return }
        resolvesNames = true
        calling.append(Self.domain)
        for path in Self.resolver { allow(fileAt: path) }
    }
}

extension APIServer {
    fileprivate var tokenFile: String? {
        if case .tokenFile(let path) = credential { path } else { nil }
    }
}
