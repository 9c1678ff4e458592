internal import CLinux
internal import Glibc
internal import Synchronization

/// An HTTPS server and, beside it, a plain one for probes.
package final class Server: Sendable {
    /// Probes come one at a time, from the kubelet and a few who look on.
    private static let adminConnections = 64

    /// Where it listens, with the actual port.
    package let address: Endpoint
    package let adminAddress: Endpoint?
    private let workers: [Worker]
    /// On a loop of its own, so that neither a long review nor a full house keeps a probe waiting.
    private let adminWorker: Worker?
    private let wakeUp: WakeUp
    private let refusals: ClientRefusals
    /// When the certificate in use ends. Locked while another takes its place.
    private let expiry: Mutex<Int>
    private let running = Atomic(0)
    private let stops = Atomic(0)

    /// Opens every socket and reads the certificate: connections wait from here on, and are served by `run`.
    /// - Parameter log: is given a line now and then about clients that `TLSSettings.clientCA` keeps out.
    package init(
        _ settings: ServerSettings, handler: any Handler, adminHandler: any Handler,
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(ServerError) {
        let count = max(1, settings.loops ?? Self.cores)
        let connections = max(1, DescriptorLimit.connections(wanted: settings.connections) / count)
        let bodies = BodyBudget(settings)
        let files = try TLSFiles(settings.tls)
        let refusals = ClientRefusals(log: log)
        var expiry = 0
        var workers: [Worker] = []
        var endpoint = settings.listen
        for index in 0..<count {
            let socket = try ListeningSocket(endpoint, shared: index > 0)
            endpoint = socket.endpoint
            // Each loop has a context of its own: what OpenSSL counts and locks in there stays within a core.
            let context = try TLSContext.load(files, refusals: refusals)
            expiry = context.certificateExpiry
            let listener = Listener(socket, context: context, handler: handler)
            workers.append(try Worker(listener, connections: connections, bodies: bodies, settings: settings))
        }
        var adminWorker: Worker?
        if let admin = settings.admin {
            let socket = try ListeningSocket(admin, shared: false)
            let listener = Listener(socket, context: nil, handler: adminHandler)
            adminWorker = try Worker(
                listener, connections: Self.adminConnections, bodies: BodyBudget(limit: 0), settings: settings)
        }
        let wakeUp = try WakeUp()
        self.adminWorker = adminWorker
        self.workers = workers
        self.wakeUp = wakeUp
        self.refusals = refusals
        self.expiry = Mutex(expiry)
        address = endpoint
        adminAddress = adminWorker?.listener.socket.endpoint
    }

    /// Serves until `stop`, or until one of `signals` says so; returns when everything in flight is answered.
    /// To be called once.
    /// - Parameter reload: called on SIGHUP, on this thread.
    package func run(signals: Signals? = nil, reload: () -> Void = {}) throws(ServerError) {
        // A client that has gone is an error of the write, not of the process. OpenSSL writes without MSG_NOSIGNAL.
        signal(SIGPIPE, SIG_IGN)
        let poller = try Poller()
        try poller.add(wakeUp.token)
        if let signals { try poller.add(signals.token) }
        running.store(workers.count, ordering: .releasing)
        let threads = try start()
        var ready: [Token] = []
        while running.load(ordering: .acquiring) > 0 {
            poller.wait(blocking: true, into: &ready)
            for token in ready {
                if token == wakeUp.token { wakeUp.acknowledge() }
                while token == signals?.token, let signal = signals?.next() {
                    if signal == SIGHUP { reload() } else { stop() }
                }
            }
            ready.removeAll(keepingCapacity: true)
        }
        adminWorker?.obey(.cut)
        for thread in threads { thread.join() }
    }

    /// Stops accepting, has requests in flight answered, and ends; called again, ends at once. From any thread.
    package func stop() {
        let isFirst = stops.add(1, ordering: .relaxed).oldValue == 0
        for worker in workers { worker.obey(isFirst ? .drain : .cut) }
    }

    /// Reads certificate, key and client CA anew, for connections accepted from now on; those that are there stay as
    /// they are. On any error nothing changes. From any thread.
    package func replace(tls settings: TLSSettings) throws(ServerError) {
        let files = try TLSFiles(settings)
        var contexts: [TLSContext] = []
        for _ in workers { contexts.append(try TLSContext.load(files, refusals: refusals)) }
        expiry.withLock { expiry in
            for (worker, context) in zip(workers, contexts) {
                worker.listener.replace(context)
                expiry = context.certificateExpiry
            }
        }
    }

    /// When the certificate in use ends, in seconds since 1970.
    package var certificateExpiry: Int { expiry.withLock { $0 } }

    /// Connections that ended because the client did not show a certificate it had to.
    package var refusedClients: Int { refusals.count }

    private func start() throws(ServerError) -> [LoopThread] {
        var threads: [LoopThread] = []
        let all = workers + (adminWorker.map { [$0] } ?? [])
        for worker in all {
            do throws(ServerError) {
                threads.append(
                    try LoopThread { [self] in
                        EventLoop(worker).run()
                        guard worker !== adminWorker else { return }
                        running.subtract(1, ordering: .acquiringAndReleasing)
                        wakeUp.send()
                    })
            } catch {
                for worker in all { worker.obey(.cut) }
                for thread in threads { thread.join() }
                throw error
            }
        }
        return threads
    }

    /// The cores this process may use; in a container fewer than the machine has.
    private static var cores: Int {
        var set = cpu_set_t()
        guard unsafe sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &set) == 0 else { return 1 }
        return unsafe withUnsafeBytes(of: set) { bytes in unsafe bytes.reduce(0) { $0 + $1.nonzeroBitCount } }
    }
}
