import CLinux
import COpenSSL
import Glibc

@testable import Serving

/// A client that blocks, over TLS or plain. Ten seconds without a byte count as an end, so that no test hangs.
@safe final class Client {
    struct Failure: Error {
        var what: String
    }

    private let socket: FileDescriptor
    private var session: OpaquePointer?
    private var received: [UInt8] = []

    /// Connects, and shakes hands unless `tls` is false.
    init(_ endpoint: Endpoint, tls: Bool = true, newest: Int32 = TLS1_3_VERSION, protocols: String = "http/1.1") throws
    {
        let address = try SocketAddress(endpoint)
        socket = try FileDescriptor(Glibc.socket(address.family, Int32(SOCK_STREAM.rawValue), 0), from: "socket")
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(socket.raw, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard address.connect(socket) else { throw Failure(what: "connect") }
        if tls { try shakeHands(newest: newest, protocols: protocols) }
    }

    deinit {
        unsafe SSL_free(session)
    }

    /// - Parameters:
    ///   - ciphers: suites of TLS 1.2 to offer, as OpenSSL names them.
    ///   - groups: for the exchange of keys.
    ///   - identity: to show where the server asks for one.
    ///   - earlier: a connection to begin where it has ended.
    func shakeHands(
        newest: Int32 = TLS1_3_VERSION, protocols: String = "http/1.1", ciphers: String? = nil, groups: String? = nil,
        as identity: ClientTLS.Identity? = nil, resuming earlier: Client? = nil
    ) throws {
        guard let context = unsafe SSL_CTX_new(TLS_client_method()) else { throw Failure(what: "context") }
        defer { unsafe SSL_CTX_free(context) }
        if let identity {
            let (certificate, key) = (identity.certificate, identity.privateKey)
            let taken = unsafe tls_identify(context, certificate, Int32(certificate.count), key, Int32(key.count))
            guard taken == Int32(TLS_IDENTITY_TAKEN) else { throw Failure(what: "identity") }
        }
        unsafe SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(newest), nil)
        // SSL_OP_IGNORE_UNEXPECTED_EOF: an end without close_notify is an end, as opposed to a reset or silence.
        unsafe SSL_CTX_set_options(context, 1 << 7)
        unsafe session = unsafe SSL_new(context)
        if let ciphers { unsafe SSL_set_cipher_list(session, ciphers) }
        if let groups {
            unsafe groups.withCString {
                _ = unsafe SSL_ctrl(session, SSL_CTRL_SET_GROUPS_LIST, 0, UnsafeMutablePointer(mutating: $0))
            }
        }
        let offer = [UInt8(protocols.utf8.count)] + protocols.utf8
        if !protocols.isEmpty { unsafe SSL_set_alpn_protos(session, offer, UInt32(offer.count)) }
        unsafe SSL_set_fd(session, socket.raw)
        if let earlier {
            let taken = unsafe SSL_get1_session(earlier.session)
            defer { unsafe SSL_SESSION_free(taken) }
            guard unsafe SSL_set_session(session, taken) == 1 else { throw Failure(what: "session") }
        }
        guard unsafe SSL_connect(session) == 1 else { throw Failure(what: "handshake") }
    }

    /// The suite agreed upon.
    var cipher: String { unsafe String(cString: SSL_CIPHER_get_name(SSL_get_current_cipher(session))) }

    /// Whether another connection could begin where this one has ended.
    var isResumable: Bool {
        guard let taken = unsafe SSL_get1_session(session) else { return false }
        defer { unsafe SSL_SESSION_free(taken) }
        return unsafe SSL_SESSION_is_resumable(taken) == 1
    }

    /// Whether this one has begun where another has ended.
    var isResumed: Bool { unsafe SSL_session_reused(session) == 1 }

    var isCompressed: Bool { unsafe SSL_get_current_compression(session) != nil }

    /// Asks to negotiate anew (TLS 1.2); false if the server did not.
    func renegotiate() -> Bool {
        unsafe SSL_renegotiate(session) == 1 && SSL_do_handshake(session) == 1 && SSL_renegotiate_pending(session) == 0
    }

    /// How long the key of the server's certificate is.
    var peerKeyBits: Int32 {
        let certificate = unsafe SSL_get1_peer_certificate(session)
        defer { unsafe X509_free(certificate) }
        return unsafe EVP_PKEY_get_bits(X509_get0_pubkey(certificate))
    }

    /// Sends a record that renews the keys, and `text` behind it in the same packet.
    func sendBehindNewKeys(_ text: String) throws {
        cork(1)
        unsafe SSL_key_update(session, SSL_KEY_UPDATE_REQUESTED)
        try send(text)
        cork(0)
    }

    /// Sends nothing but records that renew the keys, `most` of them unless the server ends the connection before.
    /// - Returns: how many it has sent.
    func flood(most: Int) -> Int {
        for sent in 0..<most {
            unsafe SSL_key_update(session, SSL_KEY_UPDATE_NOT_REQUESTED)
            guard unsafe SSL_do_handshake(session) == 1 else { return sent }
        }
        return most
    }

    /// Sends each byte in a record of its own that is as long as one can be (RFC 8446 section 5.4).
    func sendPadded(_ bytes: [UInt8]) throws {
        unsafe SSL_set_block_padding(session, Int(SSL3_RT_MAX_PLAIN_LENGTH))
        for byte in bytes { try send([byte]) }
    }

    /// Breaks the connection off: its end is a reset (SO_LINGER of no time), and nothing can be done with it any more.
    func reset() {
        var time = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(socket.raw, SOL_SOCKET, SO_LINGER, &time, socklen_t(MemoryLayout<linger>.size))
        // The number stays taken, by what is not a connection, until this client goes.
        let other = eventfd(0, Int32(EFD_CLOEXEC))
        dup2(other, socket.raw)
        close(other)
    }

    /// Sends each byte in a record of its own, all of them in few packets.
    func sendByteByByte(_ bytes: [UInt8]) throws {
        cork(1)
        for byte in bytes { try send([byte]) }
        cork(0)
    }

    private func cork(_ value: Int32) {
        var value = value
        unsafe setsockopt(socket.raw, Int32(IPPROTO_TCP), TCP_CORK, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { all in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: all[sent...])
                guard unsafe session != nil else {
                    return unsafe Glibc.send(socket.raw, rest.baseAddress, rest.count, 0)
                }
                return Int(unsafe SSL_write(session, rest.baseAddress, Int32(rest.count)))
            }
            guard count > 0 else { throw Failure(what: "send") }
            sent += count
        }
    }

    /// The next response, head and body; what comes behind it stays for the next call.
    func response(toHead: Bool = false) throws -> String {
        while true {
            let text = String(decoding: received, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let length = text.range(of: "Content-Length: ").flatMap {
                    Int(text[$0.upperBound...].prefix { $0.isNumber })
                }
                let count = text[..<end.upperBound].utf8.count + (toHead ? 0 : length ?? 0)
                if received.count >= count {
                    defer { received.removeFirst(count) }
                    return String(decoding: received.prefix(count), as: UTF8.self)
                }
            }
            guard try more() else { throw Failure(what: "the connection ended within a response: \(text)") }
        }
    }

    /// Everything up to the end of the stream.
    func rest() throws -> String {
        while try more() {}
        defer { received = [] }
        return String(decoding: received, as: UTF8.self)
    }

    /// False at the end of the stream. A reset counts as a failure, and so does silence.
    private func more() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe buffer.withUnsafeMutableBytes { space in
            guard unsafe session != nil else { return unsafe recv(socket.raw, space.baseAddress, space.count, 0) }
            return Int(unsafe SSL_read(session, space.baseAddress, Int32(space.count)))
        }
        if count > 0 {
            received += buffer[..<count]
            return true
        }
        let isOrderly =
            unsafe session == nil ? count == 0 : SSL_get_error(session, Int32(count)) == SSL_ERROR_ZERO_RETURN
        guard isOrderly else { throw Failure(what: "the connection broke") }
        return false
    }
}

extension String {
    fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}

extension SocketAddress {
    /// The corresponding C function is `connect`.
    fileprivate func connect(_ socket: borrowing FileDescriptor) -> Bool {
        let descriptor = socket.raw
        return unsafe withUnsafeBytes(of: self) {
            unsafe Glibc.connect(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), 28) == 0
        }
    }
}
