internal import COpenSSL

/// One TLS connection over a socket that does not block.
@safe struct TLSSession: ~Copyable {
    private let session: OpaquePointer
    /// OpenSSL forbids to go on with a session that failed, be it to say goodbye.
    private var hasFailed = false

    init(_ session: OpaquePointer) {
        unsafe self.session = session
    }

    deinit {
        unsafe SSL_free(session)
    }

    /// Bytes that were read from the socket and wait here, which epoll knows nothing of.
    var hasPending: Bool { unsafe SSL_has_pending(session) == 1 }

    mutating func handshake() -> Progress {
        ERR_clear_error()
        let result = unsafe SSL_do_handshake(session)
        return result == 1 ? .done(0) : progress(after: result)
    }

    mutating func read(into buffer: inout [UInt8]) -> Progress {
        ERR_clear_error()
        var count = 0
        let result = unsafe buffer.withUnsafeMutableBytes {
            unsafe SSL_read_ex(session, $0.baseAddress, $0.count, &count)
        }
        return result == 1 ? .done(count) : progress(after: result)
    }

    mutating func write(_ bytes: Span<UInt8>) -> Progress {
        ERR_clear_error()
        var count = 0
        let result = unsafe bytes.withUnsafeBytes {
            unsafe SSL_write_ex(session, $0.baseAddress, $0.count, &count)
        }
        return result == 1 ? .done(count) : progress(after: result)
    }

    /// Tells the peer that nothing more will come (close_notify), if there is room for it.
    mutating func finish() {
        guard !hasFailed, unsafe SSL_is_init_finished(session) == 1 else { return }
        ERR_clear_error()
        unsafe SSL_shutdown(session)
    }

    /// Why the session has just failed, in OpenSSL's words: what is wrong with the peer's certificate first of all.
    var failureReason: String {
        let verdict = unsafe SSL_get_verify_result(session)
        if verdict != Int(X509_V_OK) { return unsafe String(cString: X509_verify_cert_error_string(verdict)) }
        guard let text = unsafe ERR_reason_error_string(ERR_peek_error()) else { return "the connection broke" }
        return unsafe String(cString: text)
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
