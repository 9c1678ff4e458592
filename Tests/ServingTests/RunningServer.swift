import HTTP
import Synchronization
import Testing

@testable import Serving

/// A server on free ports of the loopback, that runs in a thread of its own until it is ended or goes.
final class RunningServer {
    let server: Server
    private let thread: LoopThread
    private let failed = Failed()
    private var isJoined = false

    private final class Failed: Sendable {
        let error = Mutex<ServerError?>(nil)
        let unanswered = Atomic(0)
    }

    init(
        minimumVersion: TLSSettings.Version = .tls13, loops: Int = 1, connections: Int = 100,
        bodies: Int = ServerSettings.defaultBodies, limits: Limits = Limits(), timeouts: Timeouts = Timeouts(),
        drain: Drain = Drain(delay: .zero), pending: Int = 100, watchdog: Duration = .seconds(5),
        watching watched: @escaping @Sendable () -> [Int] = { [] }, tickets: Tickets? = nil, tls: TLSSettings? = nil,
        handler: (any Handler)? = nil,
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        let files = try CertificateFiles()
        var settings = ServerSettings(
            listen: Endpoint(address: "127.0.0.1", port: 0), tls: tls ?? files.settings,
            admin: Endpoint(address: "::1", port: 0), loops: loops, connections: connections, bodies: bodies,
            pending: pending, limits: limits, timeouts: timeouts, drain: drain, watchdog: watchdog)
        settings.tls.minimumVersion = minimumVersion
        let server = try Server(
            settings, handler: handler ?? Echo(tickets: tickets), adminHandler: { Readiness(state: $0) }, log: log)
        self.server = server
        let failed = failed
        thread = try LoopThread {
            do throws(ServerError) {
                let unanswered = try server.run(watching: watched)
                failed.unanswered.store(unanswered, ordering: .relaxed)
            } catch {
                failed.error.withLock { $0 = error }
            }
        }
    }

    /// Waits until the server has ended by itself; whether it ended well.
    func join() -> Bool {
        error == nil
    }

    /// The same; why it has ended if it has not ended well.
    var error: ServerError? {
        if !isJoined { thread.join() }
        isJoined = true
        return failed.error.withLock { $0 }
    }

    /// How many requests it has left unanswered; to be asked after it has ended.
    var unanswered: Int { failed.unanswered.load(ordering: .relaxed) }

    func client(newest: Int32 = 0x0304) throws -> Client {
        try Client(server.address, newest: newest)
    }

    /// Waits until the server's counts are so; what a client has not been told of yet can only be asked for.
    func wait(
        until isSo: (ServerCounts) -> Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let start = Instant.now
        while !isSo(server.counts) {
            guard Instant.now - start < .seconds(20) else {
                Issue.record("never so: \(server.counts)", sourceLocation: sourceLocation)
                return
            }
            sched()
        }
    }

    deinit {
        server.stop()
        server.stop()
        _ = join()
    }
}
