internal import CLinux
internal import Glibc

/// A TCP socket on its way to a server.
enum ConnectingSocket {
    /// A peer that is gone without a word is noticed within a minute: asked after 30 s of silence, thrice, 10 s apart.
    private static let silence: Int32 = 30
    private static let pause: Int32 = 10
    private static let attempts: Int32 = 3

    /// Begins to connect to an address in numbers.
    static func open(_ endpoint: Endpoint) throws(ServerError) -> FileDescriptor {
        let address = try SocketAddress(endpoint)
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let socket = try FileDescriptor(Glibc.socket(address.family, kind, 0), from: "socket")
        let tcp = Int32(IPPROTO_TCP)
        // A request is one write, there is nothing to gather.
        socket.set(TCP_NODELAY, at: tcp, to: 1)
        socket.set(SO_KEEPALIVE, at: SOL_SOCKET, to: 1)
        socket.set(TCP_KEEPIDLE, at: tcp, to: silence)
        socket.set(TCP_KEEPINTVL, at: tcp, to: pause)
        socket.set(TCP_KEEPCNT, at: tcp, to: attempts)
        let error = address.connect(socket)
        guard error == 0 else { throw .system(call: "connect", errno: error) }
        return socket
    }
}
