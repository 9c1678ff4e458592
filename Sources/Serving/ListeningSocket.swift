internal import CLinux
internal import Glibc

/// A TCP socket that connections come in on.
struct ListeningSocket: ~Copyable, Sendable {
    /// Connections that wait to be accepted: the kernel cuts it down to net.core.somaxconn, 4,096 by default.
    private static let backlog: Int32 = 4_096

    enum Arrival: ~Copyable {
        case connection(FileDescriptor)
        case none
        /// Descriptors or memory have run out.
        case exhausted
    }

    let descriptor: FileDescriptor
    /// With the port that was found, if any was asked for.
    let endpoint: Endpoint

    /// - Parameter shared: the port is this process's own already, by a socket that was opened before.
    init(_ endpoint: Endpoint, shared: Bool) throws(ServerError) {
        let address = try SocketAddress(endpoint)
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let socket = try FileDescriptor(Glibc.socket(address.family, kind, 0), from: "socket")
        // A restart must not wait for the connections of the last run to be forgotten (TIME_WAIT).
        socket.set(SO_REUSEADDR, at: SOL_SOCKET, to: 1)
        if address.family == AF_INET6 { socket.set(IPV6_V6ONLY, at: Int32(IPPROTO_IPV6), to: 0) }
        // Inherited by the connections: an answer is one write, there is nothing to gather.
        socket.set(TCP_NODELAY, at: Int32(IPPROTO_TCP), to: 1)
        // Only the first socket is bound without SO_REUSEPORT: so it fails when another server has the port, which
        // would else silently take half of the connections.
        if shared { socket.set(SO_REUSEPORT, at: SOL_SOCKET, to: 1) }
        guard address.bind(socket) else { throw .cannotListen(endpoint, errno: errno) }
        socket.set(SO_REUSEPORT, at: SOL_SOCKET, to: 1)
        guard listen(socket.raw, Self.backlog) == 0 else { throw .cannotListen(endpoint, errno: errno) }
        let port = try SocketAddress(of: socket).port
        self.endpoint = Endpoint(address: endpoint.address, port: port)
        descriptor = socket
    }

    /// Takes the next connection that waits. The corresponding C function is `accept4`.
    func accept() -> Arrival {
        while true {
            let raw = accept4(
                descriptor.raw, nil, nil, Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue))
            if let connection = try? FileDescriptor(raw, from: "accept4") { return .connection(connection) }
            switch errno {
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
            // accept(2): an error of the network that was pending on the new socket; the next one may be well.
            case EINTR, ECONNABORTED, EPROTO, ENETDOWN, ENETUNREACH, EHOSTDOWN, EHOSTUNREACH: continue
            default: return .none
            }
        }
    }

    /// Refuses connections from now on; those that wait and were not accepted are reset.
    func close() {
        shutdown(descriptor.raw, Int32(SHUT_RDWR))
    }
}
