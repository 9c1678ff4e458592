internal import COpenSSL
internal import Glibc

/// A certificate with its key and the rules of TLS, from which sessions are made.
@safe struct TLSContext: ~Copyable, @unchecked Sendable {
    private let context: OpaquePointer

    private init(version: Int32) throws(ServerError) {
        guard let context = unsafe SSL_CTX_new(TLS_server_method()) else {
            throw .system(call: "SSL_CTX_new", errno: ENOMEM)
        }
        guard unsafe tls_configure_server(context, version) == 1 else {
            unsafe SSL_CTX_free(context)
            throw .system(call: "SSL_CTX_set_cipher_list", errno: EINVAL)
        }
        unsafe self.context = context
    }

    static func load(_ settings: TLSSettings) throws(ServerError) -> TLSContext {
        let version = settings.minimumVersion == .tls12 ? TLS1_2_VERSION : TLS1_3_VERSION
        let context = try TLSContext(version: version)
        try context.load(settings)
        return context
    }

    deinit {
        unsafe SSL_CTX_free(context)
    }

    func session(on socket: borrowing FileDescriptor) -> TLSSession? {
        guard let session = unsafe SSL_new(context) else { return nil }
        unsafe SSL_set_fd(session, socket.raw)
        unsafe SSL_set_accept_state(session)
        return unsafe TLSSession(session)
    }

    private func load(_ settings: TLSSettings) throws(ServerError) {
        let (certificate, key) = (settings.certificate, settings.privateKey)
        // OpenSSL says only that a file cannot be loaded; the system says why.
        for path in [certificate, key] where unsafe access(path, R_OK) != 0 {
            throw .cannotRead(path: path, errno: errno)
        }
        ERR_clear_error()
        guard unsafe SSL_CTX_use_certificate_chain_file(context, certificate) == 1 else {
            throw .badCertificate(path: certificate, reason: Self.reason())
        }
        ERR_clear_error()
        let loaded = unsafe SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1
        // A key of the certificate's kind is held against it on loading, one of another kind by the second call.
        let mismatch = loaded ? unsafe SSL_CTX_check_private_key(context) != 1 : Self.isMismatch()
        guard !mismatch else { throw .keyDoesNotMatch(certificate: certificate, privateKey: key) }
        guard loaded else { throw .badPrivateKey(path: key, reason: Self.reason()) }
    }

    private static func isMismatch() -> Bool {
        let code = ERR_peek_error()
        return ERR_GET_LIB(code) == ERR_LIB_X509 && ERR_GET_REASON(code) == X509_R_KEY_VALUES_MISMATCH
    }

    /// What went wrong first since the queue was cleared, in OpenSSL's words, which never have a key in them.
    private static func reason() -> String {
        let code = ERR_peek_error()
        guard let text = unsafe ERR_reason_error_string(code) else { return "OpenSSL error \(code)" }
        return unsafe String(cString: text)
    }
}
