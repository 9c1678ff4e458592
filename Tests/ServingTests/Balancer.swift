import CLinux
import Glibc
import Synchronization

@testable import Serving

/// Hands TCP connections on to the servers that are ready, in turn, as a Service does: it looks at their probes, and
/// acts on what they say a while later.
final class Balancer: Sendable {
    private struct Backend: Sendable {
        let address: Endpoint
        let admin: Endpoint
        /// When its probe was first seen to fail; nil while it is ready.
        var failedAt: Instant?
    }

    let endpoint: Endpoint
    private let socket: FileDescriptor
    private let lag: Duration
    private let backends = Mutex<[Backend]>([])
    private let isOver = Atomic(false)
    private let threads = Atomic(0)

    /// - Parameter lag: from a failed probe to the last connection.
    init(lag: Duration) throws {
        let address = try SocketAddress(Endpoint(address: "127.0.0.1", port: 0))
        let socket = try FileDescriptor(Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), from: "socket")
        guard address.bind(socket), listen(socket.raw, 1_024) == 0 else { throw Client.Failure(what: "listen") }
        endpoint = Endpoint(address: "127.0.0.1", port: try SocketAddress(of: socket).port)
        self.socket = socket
        self.lag = lag
        try start { self.handOn() }
        try start { self.probe() }
    }

    func add(_ server: Server) throws {
        guard let admin = server.adminAddress else { throw Client.Failure(what: "admin") }
        backends.withLock { $0.append(Backend(address: server.address, admin: admin)) }
    }

    /// Ends it, once its clients have gone.
    func end() {
        isOver.store(true, ordering: .relaxed)
        shutdown(socket.raw, Int32(SHUT_RDWR))
        while threads.load(ordering: .acquiring) > 0 { sched() }
    }

    private func start(_ run: @escaping @Sendable () -> Void) throws {
        threads.add(1, ordering: .relaxed)
        let thread = try LoopThread {
            run()
            self.threads.subtract(1, ordering: .releasing)
        }
        thread.detach()
    }

    private func handOn() {
        var turn = 0
        while !isOver.load(ordering: .relaxed) {
            let raw = accept4(socket.raw, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
            let ready = backends.withLock { $0 }
            guard raw >= 0, !ready.isEmpty else { continue }
            turn += 1
            let address = ready[turn % ready.count].address
            try? start { Splice(raw, to: address)?.run() }
        }
    }

    /// Takes a server out when its probe has failed for as long as the lag.
    private func probe() {
        while !isOver.load(ordering: .relaxed) {
            for backend in backends.withLock({ $0 }) where !Self.isReady(backend.admin) {
                backends.withLock { backends in
                    guard let index = backends.firstIndex(where: { $0.address == backend.address }) else { return }
                    let failedAt = backends[index].failedAt ?? .now
                    backends[index].failedAt = failedAt
                    if Instant.now - failedAt >= lag { backends.remove(at: index) }
                }
            }
            sched()
        }
    }

    private static func isReady(_ admin: Endpoint) -> Bool {
        guard let probe = try? Client(admin, tls: false) else { return false }
        try? probe.send("GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        return (try? probe.rest().hasPrefix("HTTP/1.1 200 ")) ?? false
    }
}
