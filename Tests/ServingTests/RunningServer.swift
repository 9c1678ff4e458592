import HTTP
import Synchronization

@testable import Serving

/// A server on free ports of the loopback, that runs in a thread of its own until it is ended or goes.
final class RunningServer {
    let server: Server
    private let thread: LoopThread
    private let failed = Failed()
    private var isJoined = false

    private final class Failed: Sendable {
        let flag = Atomic(false)
    }

    init(
        minimumVersion: TLSSettings.Version = .tls13, loops: Int = 1, connections: Int = 100,
        bodies: Int = ServerSettings.defaultBodies, limits: Limits = Limits(), timeouts: Timeouts = Timeouts(),
        tickets: Tickets? = nil, tls: TLSSettings? = nil,
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        let files = try CertificateFiles()
        var settings = ServerSettings(
            listen: Endpoint(address: "127.0.0.1", port: 0), tls: tls ?? files.settings,
            admin: Endpoint(address: "::1", port: 0), loops: loops, connections: connections, bodies: bodies,
            limits: limits, timeouts: timeouts)
        settings.tls.minimumVersion = minimumVersion
        let server = try Server(settings, handler: Echo(tickets: tickets), adminHandler: Echo(), log: log)
        self.server = server
        let failed = failed
        thread = try LoopThread {
            do { try server.run() } catch {
                failed.flag.store(true, ordering: .relaxed)
            }
        }
    }

    /// Waits until the server has ended by itself; whether it ended well.
    func join() -> Bool {
        if !isJoined { thread.join() }
        isJoined = true
        return !failed.flag.load(ordering: .relaxed)
    }

    func client(newest: Int32 = 0x0304) throws -> Client {
        try Client(server.address, newest: newest)
    }

    deinit {
        server.stop()
        server.stop()
        _ = join()
    }
}
