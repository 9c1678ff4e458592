import CLinux
import Glibc

@testable import Serving

/// Two connections whose bytes go from the one to the other.
struct Splice: ~Copyable {
    private let client: FileDescriptor
    private let server: FileDescriptor

    /// nil, and the client's connection ended, where the server cannot be reached.
    init?(_ raw: Int32, to address: Endpoint) {
        let kind = Int32(SOCK_STREAM.rawValue)
        guard let client = try? FileDescriptor(raw, from: "accept4"), let address = try? SocketAddress(address),
            let server = try? FileDescriptor(socket(AF_INET, kind, 0), from: "socket"), address.connect(server) == 0
        else { return nil }
        self.client = client
        self.server = server
    }

    /// Until both sides have ended.
    func run() {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        var sides = [
            pollfd(fd: client.raw, events: Int16(POLLIN), revents: 0),
            pollfd(fd: server.raw, events: Int16(POLLIN), revents: 0),
        ]
        let others = [server.raw, client.raw]
        while sides.contains(where: { $0.fd >= 0 }) {
            guard unsafe poll(&sides, 2, -1) > 0 else { continue }
            for index in sides.indices where sides[index].revents != 0 {
                let count = unsafe recv(sides[index].fd, &buffer, buffer.count, 0)
                guard count >= 0 else { return }
                guard count > 0 else {
                    shutdown(others[index], Int32(SHUT_WR))
                    sides[index].fd = -1
                    continue
                }
                guard unsafe send(others[index], buffer, count, Int32(MSG_NOSIGNAL)) == count else { return }
            }
        }
    }
}
