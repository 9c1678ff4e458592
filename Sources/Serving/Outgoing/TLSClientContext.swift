internal import COpenSSL
internal import Glibc

/// Whom a client trusts and what it shows of itself, from which sessions are made.
@safe struct TLSClientContext: ~Copyable, @unchecked Sendable {
    private let context: OpaquePointer
    /// What has to stand in the server's certificate.
    private let serverName: String

    private init(version: Int32, serverName: String) throws(ClientTLSError) {
        guard let context = unsafe SSL_CTX_new(TLS_client_method()) else {
            throw .system(.system(call: "SSL_CTX_new", errno: ENOMEM))
        }
        guard unsafe tls_configure_client(context, version) == 1 else {
            unsafe SSL_CTX_free(context)
            throw .system(.system(call: "SSL_CTX_set_cipher_list", errno: EINVAL))
        }
        unsafe self.context = context
        self.serverName = serverName
    }

    static func load(_ settings: ClientTLS, for origin: Origin) throws(ClientTLSError) -> TLSClientContext {
        let version = settings.minimumVersion == .tls12 ? TLS1_2_VERSION : TLS1_3_VERSION
        let context = try TLSClientContext(version: version, serverName: settings.serverName ?? origin.host)
        try context.trust(settings.authorities)
        if let identity = settings.identity { try context.identify(identity) }
        return context
    }

    deinit {
        unsafe SSL_CTX_free(context)
    }

    /// nil if there is no memory for a session.
    func session(on socket: borrowing FileDescriptor) -> TLSSession? {
        guard let session = unsafe SSL_new(context) else { return nil }
        let isAddress = Origin.isAddress(serverName)
        guard unsafe tls_expect(session, serverName, isAddress ? 1 : 0) == 1 else {
            unsafe SSL_free(session)
            return nil
        }
        unsafe SSL_set_connect_state(session)
        return unsafe TLSSession(session, on: socket)
    }

    private func trust(_ authorities: [UInt8]?) throws(ClientTLSError) {
        guard let authorities else {
            unsafe SSL_CTX_set_default_verify_paths(context)
            return
        }
        let count = unsafe authorities.withUnsafeBytes { pem in
            guard let start = pem.baseAddress else { return Int32(0) }
            return unsafe tls_trust(context, start, Int32(pem.count))
        }
        guard count > 0 else { throw .badAuthorities }
    }

    private func identify(_ identity: ClientTLS.Identity) throws(ClientTLSError) {
        let result = unsafe identity.certificate.withUnsafeBytes { certificate in
            unsafe identity.privateKey.withUnsafeBytes { key in
                guard let first = certificate.baseAddress, let second = key.baseAddress else {
                    return Int32(TLS_IDENTITY_BAD_CERTIFICATE)
                }
                return unsafe tls_identify(context, first, Int32(certificate.count), second, Int32(key.count))
            }
        }
        switch result {
        case Int32(TLS_IDENTITY_TAKEN): return
        case Int32(TLS_IDENTITY_BAD_KEY): throw .badPrivateKey
        case Int32(TLS_IDENTITY_MISMATCH): throw .keyDoesNotMatch
        default: throw .badCertificate
        }
    }
}
