internal import COpenSSL

/// One TLS connection over a socket that does not block.
@safe struct TLSSession: ~Copyable {
    /// Bytes of the name of a client that is refused: what comes behind them is left out.
    private static let shownName = 256

    /// How OpenSSL deals with sockets; never changed, and never freed.
    nonisolated(unsafe) private static let socket = unsafe tls_socket_method()

    private let session: OpaquePointer
    /// OpenSSL forbids to go on with a session that failed, be it to say goodbye.
    private var hasFailed = false
    /// Where it is told of a client that does not show a certificate it has to; nil where it has not.
    private let refusals: ClientRefusals?

    /// Takes a new session of OpenSSL over; nil if there is no memory for the rest.
    /// - Parameter step: how many bytes it takes from the socket, about, before it wants to be asked again, however few
    ///   of them are the peer's content.
    init?(
        _ session: OpaquePointer, on socket: borrowing FileDescriptor, step: Int = Turn.readBudget,
        refusals: ClientRefusals? = nil
    ) {
        guard unsafe tls_attach(session, socket.raw, Self.socket, UInt64(step)) == 1 else {
            unsafe SSL_free(session)
            return nil
        }
        unsafe self.session = session
        self.refusals = refusals
    }

    deinit {
        unsafe tls_free(session)
    }

    /// Bytes that were read from the socket and wait here, which epoll knows nothing of.
    var hasPending: Bool { unsafe SSL_has_pending(session) == 1 }

    mutating func handshake() -> Progress {
        Self.forgetErrors()
        let result = unsafe SSL_do_handshake(session)
        if result == 1 { return .done(0) }
        let progress = progress(after: result)
        if progress == .failed, let refusals, let refusal { refusals.note(refusal) }
        return progress
    }

    mutating func read(into buffer: inout [UInt8]) -> Progress {
        Self.forgetErrors()
        var count = 0
        let result = unsafe buffer.withUnsafeMutableBytes {
            unsafe SSL_read_ex(session, $0.baseAddress, $0.count, &count)
        }
        return result == 1 ? .done(count) : progress(after: result)
    }

    mutating func write(_ bytes: Span<UInt8>) -> Progress {
        Self.forgetErrors()
        var count = 0
        let result = unsafe bytes.withUnsafeBytes {
            unsafe SSL_write_ex(session, $0.baseAddress, $0.count, &count)
        }
        return result == 1 ? .done(count) : progress(after: result)
    }

    /// Tells the peer that nothing more will come (close_notify), if there is room for it.
    mutating func finish() {
        guard !hasFailed, unsafe SSL_is_init_finished(session) == 1 else { return }
        Self.forgetErrors()
        unsafe SSL_shutdown(session)
    }

    /// Why the session has just failed, in OpenSSL's words: what is wrong with the peer's certificate first of all.
    var failureReason: String {
        let verdict = unsafe SSL_get_verify_result(session)
        if verdict != Int(X509_V_OK) { return unsafe String(cString: X509_verify_cert_error_string(verdict)) }
        guard let text = unsafe ERR_reason_error_string(ERR_peek_error()) else { return "the connection broke" }
        return unsafe String(cString: text)
    }

    /// What was wrong with the certificate that the client has shown or not; nil if the handshake failed otherwise.
    private var refusal: String? {
        let verdict = unsafe SSL_get_verify_result(session)
        guard verdict != Int(X509_V_OK) else {
            let isMissing = ERR_GET_REASON(ERR_peek_error()) == SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE
            return isMissing ? "it showed no certificate" : nil
        }
        let name = unsafe String(unsafeUninitializedCapacity: Self.shownName) { text in
            unsafe text.withMemoryRebound(to: CChar.self) { text in
                guard let start = text.baseAddress else { return 0 }
                return unsafe Int(tls_refused_name(session, start, Int32(text.count)))
            }
        }
        if verdict == Int(X509_V_ERR_HOSTNAME_MISMATCH) { return "\"\(name)\" is not among clientNames" }
        return unsafe "\"\(name)\": \(String(cString: X509_verify_cert_error_string(verdict)))"
    }

    /// OpenSSL takes what is left of another call for this one's. Mostly nothing is, and clearing costs ten times as much
    /// as looking.
    private static func forgetErrors() {
        if ERR_peek_error() != 0 { ERR_clear_error() }
    }

    private mutating func progress(after result: Int32) -> Progress {
        switch unsafe SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ: return .wantsRead
        case SSL_ERROR_WANT_WRITE: return .wantsWrite
        case SSL_ERROR_ZERO_RETURN: return .closed
        default:
            hasFailed = true
            return .failed
        }
    }
}
