internal import COpenSSL
internal import Glibc

/// A certificate with its key and the rules of TLS, from which sessions are made. A class, since those of all loops are
/// made before one of them is put to use, and an array holds no value that cannot be copied.
@safe final class TLSContext: @unchecked Sendable {
    private let context: OpaquePointer
    /// nil where no client has to show who it is.
    private let refusals: ClientRefusals?

    private init(version: Int32, _ refusals: ClientRefusals?) throws(ServerError) {
        guard let context = unsafe SSL_CTX_new(TLS_server_method()) else {
            throw .system(call: "SSL_CTX_new", errno: ENOMEM)
        }
        guard unsafe tls_configure_server(context, version) == 1 else {
            unsafe SSL_CTX_free(context)
            throw .system(call: "SSL_CTX_set_cipher_list", errno: EINVAL)
        }
        unsafe self.context = context
        self.refusals = refusals
    }

    static func load(_ settings: TLSSettings) throws(ServerError) -> TLSContext {
        try load(TLSFiles(settings))
    }

    /// - Parameter refusals: where clients are counted that do not show a certificate they have to.
    static func load(
        _ files: borrowing TLSFiles, refusals: ClientRefusals = ClientRefusals()
    ) throws(ServerError) -> TLSContext {
        let version = files.settings.minimumVersion == .tls12 ? TLS1_2_VERSION : TLS1_3_VERSION
        let context = try TLSContext(version: version, files.clientCA == nil ? nil : refusals)
        try context.identify(files)
        if let authorities = files.clientCA { try context.ask(for: authorities, files.settings) }
        return context
    }

    deinit {
        unsafe SSL_CTX_free(context)
    }

    /// It keeps what it needs of this context, which may go before it. nil if there is no memory for it.
    func session(on socket: borrowing FileDescriptor, step: Int = Turn.readBudget) -> TLSSession? {
        guard let session = unsafe SSL_new(context) else { return nil }
        unsafe SSL_set_accept_state(session)
        return unsafe TLSSession(session, on: socket, step: step, refusals: refusals)
    }

    /// When the certificate ends, in seconds since 1970.
    var certificateExpiry: Int { unsafe Int(tls_expiry(context)) }

    private func identify(_ files: borrowing TLSFiles) throws(ServerError) {
        let (certificate, key) = (files.settings.certificate, files.settings.privateKey)
        let result = unsafe files.certificate.withUnsafeBytes { first in
            unsafe files.privateKey.withUnsafeBytes { second in
                unsafe tls_identify(
                    context, first.baseAddress, Int32(first.count), second.baseAddress, Int32(second.count))
            }
        }
        defer { ERR_clear_error() }
        switch result {
        case Int32(TLS_IDENTITY_TAKEN): return
        case Int32(TLS_IDENTITY_BAD_KEY): throw .badPrivateKey(path: key, reason: Self.reason())
        case Int32(TLS_IDENTITY_MISMATCH): throw .keyDoesNotMatch(certificate: certificate, privateKey: key)
        default: throw .badCertificate(path: certificate, reason: Self.reason())
        }
    }

    private func ask(for authorities: [UInt8], _ settings: TLSSettings) throws(ServerError) {
        let path = settings.clientCA ?? ""
        guard !settings.clientNames.isEmpty else { throw .noClientNames(clientCA: path) }
        for name in settings.clientNames where Self.isLax(name) {
            throw .badClientName(name)
        }
        defer { ERR_clear_error() }
        let count = unsafe authorities.withUnsafeBytes { unsafe tls_trust(context, $0.baseAddress, Int32($0.count)) }
        guard count > 0 else {
            throw .badClientCA(path: path, reason: count == 0 ? "there is no certificate in it" : Self.reason())
        }
        unsafe tls_ask(context)
        for name in settings.clientNames {
            guard unsafe tls_admit(context, name) == 1 else { throw .system(call: "tls_admit", errno: ENOMEM) }
        }
    }

    /// OpenSSL would let in more than one by it. C ends a text at a zero.
    private static func isLax(_ name: String) -> Bool {
        name.isEmpty || name.hasPrefix(".") || name.utf8.contains(0)
    }

    /// What went wrong first since the queue was cleared, in OpenSSL's words, which never have a key in them.
    private static func reason() -> String {
        let code = ERR_peek_error()
        guard let text = unsafe ERR_reason_error_string(code) else { return "OpenSSL error \(code)" }
        return unsafe String(cString: text)
    }
}
