internal import Glibc

/// A connection's stream of bytes, over TLS or plain.
struct Channel: ~Copyable {
    private let descriptor: FileDescriptor
    private var session: TLSSession?

    init(_ descriptor: consuming FileDescriptor, session: consuming TLSSession?) {
        self.descriptor = descriptor
        self.session = session
    }

    /// Bytes wait within TLS, which epoll knows nothing of.
    var hasPending: Bool {
        switch session {
        case .some(let session): session.hasPending
        case .none: false
        }
    }

    /// Both sides have ended the stream, or the peer has reset it: nobody will read an answer.
    var hasHungUp: Bool {
        var state = pollfd(fd: descriptor.raw, events: 0, revents: 0)
        return unsafe poll(&state, 1, 0) > 0
    }

    mutating func handshake() -> Progress {
        session?.handshake() ?? .done(0)
    }

    /// Why the handshake has just failed.
    var failureReason: String {
        switch session {
        case .some(let session): session.failureReason
        case .none: "the connection broke"
        }
    }

    /// What has become of an attempt to connect: 0, or why it failed. The corresponding C function is `getsockopt`.
    var connectionError: Int32 {
        var error: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        let result = unsafe getsockopt(descriptor.raw, SOL_SOCKET, SO_ERROR, &error, &length)
        return result == 0 ? error : errno
    }

    mutating func read(into buffer: inout [UInt8]) -> Progress {
        session?.read(into: &buffer) ?? receive(into: &buffer)
    }

    mutating func write(_ bytes: Span<UInt8>) -> Progress {
        if let progress = session?.write(bytes) { return progress }
        let count = unsafe bytes.withUnsafeBytes {
            unsafe send(descriptor.raw, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        return count >= 0 ? .done(count) : Self.isWait(errno) ? .wantsWrite : .failed
    }

    /// Reads past TLS, for what is thrown away unread.
    mutating func discard(into buffer: inout [UInt8]) -> Progress {
        receive(into: &buffer)
    }

    /// Ends the stream towards the peer; what it still sends can be read.
    mutating func finish() {
        session?.finish()
        shutdown(descriptor.raw, Int32(SHUT_WR))
    }

    private func receive(into buffer: inout [UInt8]) -> Progress {
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor.raw, $0.baseAddress, $0.count, 0) }
        if count > 0 { return .done(count) }
        if count == 0 { return .closed }
        return Self.isWait(errno) ? .wantsRead : .failed
    }

    private static func isWait(_ errno: Int32) -> Bool { errno == EAGAIN || errno == EINTR }
}
