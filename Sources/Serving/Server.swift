internal import CLinux
internal import Glibc
internal import Synchronization

/// An HTTPS server and, beside it, a plain one for probes.
package final class Server: Sendable {
    /// Probes come one at a time, from the kubelet and a few who look on. Where there are more connections, they are
    /// others', and make room.
    private static let adminConnections = 64
    /// When the routine is called for the first time: whoever has waited for the server has an answer by then.
    private static let settling = Duration.milliseconds(20)

    /// Where it listens, with the actual port.
    package let address: Endpoint
    package let adminAddress: Endpoint?
    /// How it is doing.
    package let state: ServerState
    private let workers: [Worker]
    /// On a loop of its own, so that neither a long review nor a full house keeps a probe waiting.
    private let adminWorker: Worker?
    private let wakeUp: WakeUp
    private let refusals: ClientRefusals
    /// When the certificate in use ends. Locked while another takes its place.
    private let expiry: Mutex<Int>
    private let running = Atomic(0)
    private let stops = Atomic(0)
    private let unanswered = Atomic(0)
    private let watchdog: Duration

    /// Opens every socket and reads the certificate: connections wait from here on, and are served by `run`.
    /// - Parameters:
    ///   - adminHandler: makes what answers the probes.
    ///   - log: is given a line now and then about clients that `TLSSettings.clientCA` keeps out.
    package init(
        _ settings: ServerSettings, handler: any Handler, adminHandler: (ServerState) -> any Handler,
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(ServerError) {
        let count = max(1, settings.loops ?? Self.cores)
        let wanted = settings.connections + Places.spare(for: settings.connections)
        let room = DescriptorLimit.connections(wanted: wanted, loops: count)
        let places = Places(Places.regular(of: settings.connections, in: room))
        let pending = Quota(settings.pending)
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
            workers.append(
                try Worker(listener, places: places, bodies: bodies, pending: pending, settings: settings))
        }
        let state = ServerState(workers.map(\.tally), bodies: bodies, refusals: refusals)
        var adminWorker: Worker?
        if let admin = settings.admin {
            let socket = try ListeningSocket(admin, shared: false)
            let listener = Listener(socket, context: nil, handler: adminHandler(state))
            var adminSettings = settings
            adminSettings.timeouts = settings.timeouts.forProbes
            adminWorker = try Worker(
                listener, places: Places(Self.adminConnections, spare: 0), bodies: BodyBudget(limit: 0),
                pending: Quota(0), settings: adminSettings, makesRoom: true)
        }
        let wakeUp = try WakeUp()
        self.adminWorker = adminWorker
        self.workers = workers
        self.state = state
        self.wakeUp = wakeUp
        self.refusals = refusals
        self.expiry = Mutex(expiry)
        watchdog = settings.watchdog
        address = endpoint
        adminAddress = adminWorker?.listener.socket.endpoint
    }

    /// Serves until `stop`, or until one of `signals` says so; returns when everything in flight is answered, or the
    /// time for that is over. To be called once. When it throws, the process is to be ended: a thread may be stuck.
    /// - Parameters:
    ///   - reload: called on SIGHUP, on this thread.
    ///   - watched: where other threads are that the server cannot do without, as `turns` says it of its loops.
    ///   - routine: called a moment after the start, and again and again, after `interval` each time, on this thread.
    /// - Returns: how many requests have been left unanswered.
    @discardableResult
    package func run(
        signals: Signals? = nil, reload: () -> Void = {}, watching watched: () -> [Int] = { [] },
        every interval: Duration? = nil, routine: () -> Void = {}
    ) throws(ServerError) -> Int {
        // A client that has gone is an error of the write, not of the process. OpenSSL writes without MSG_NOSIGNAL.
        signal(SIGPIPE, SIG_IGN)
        let poller = try Poller()
        let alarm = try AlarmClock()
        try poller.add(wakeUp.token)
        try poller.add(alarm.token)
        if let signals { try poller.add(signals.token) }
        let routineAlarm = try AlarmClock()
        try poller.add(routineAlarm.token)
        if let interval { routineAlarm.set(.now + min(interval, Self.settling)) }
        running.store(workers.count, ordering: .releasing)
        let threads = try start()
        var dog = Watchdog()
        var ready: [Token] = []
        alarm.set(.now + watchdog)
        while running.load(ordering: .acquiring) > 0 {
            poller.wait(blocking: true, into: &ready)
            for token in ready {
                if token == wakeUp.token { wakeUp.acknowledge() }
                if token == routineAlarm.token, let interval {
                    routineAlarm.acknowledge()
                    routine()
                    routineAlarm.set(.now + interval)
                }
                if token == alarm.token {
                    alarm.acknowledge()
                    alarm.set(.now + watchdog)
                    try look(with: &dog, at: turns + watched(), of: threads)
                }
                while token == signals?.token, let signal = signals?.next() { obey(signal, reload) }
            }
            ready.removeAll(keepingCapacity: true)
        }
        adminWorker?.obey(.cut)
        for thread in threads { thread.join() }
        return unanswered.load(ordering: .relaxed)
    }

    /// It has been told to stop, and readiness probes must fail from here on.
    package var isDraining: Bool { state.isDraining }

    /// What it has counted, and what is in flight.
    package var counts: ServerCounts { state.counts }

    /// Ends once everything in flight is answered, as `Drain` says; called again, ends at once. From any thread.
    /// - Parameter delayed: new connections are taken in for a while yet; without, no more from now on.
    package func stop(delayed: Bool = true) {
        let isFirst = stops.add(1, ordering: .relaxed).oldValue == 0
        state.beginDraining()
        for worker in workers { worker.obey(!isFirst ? .cut : delayed ? .drain : .close) }
    }

    private func obey(_ signal: Int32, _ reload: () -> Void) {
        switch signal {
        case SIGHUP: reload()
        // Ctrl-C: whoever sits there has no endpoints to wait for.
        case SIGINT: stop(delayed: false)
        default: stop()
        }
    }

    private var all: [Worker] { workers + (adminWorker.map { [$0] } ?? []) }

    /// Where each loop is: an even number while it waits, an odd one within a turn, another one for each connection.
    package var turns: [Int] { all.map { $0.turn.now } }

    private func look(with dog: inout Watchdog, at turns: [Int], of threads: [LoopThread]) throws(ServerError) {
        guard dog.look(at: turns) != nil else { return }
        // Whoever waited for a loop that is stuck would be stuck too.
        for thread in threads { thread.detach() }
        throw .stuck(for: watchdog * Watchdog.looks)
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
        for worker in all {
            do throws(ServerError) {
                threads.append(
                    try LoopThread { [self] in
                        let left = EventLoop(worker).run()
                        guard worker !== adminWorker else { return }
                        unanswered.add(left, ordering: .relaxed)
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

    /// The cores this process may use: all of a container's machine, unless it is bound to some of them.
    private static var cores: Int {
        var set = cpu_set_t()
        guard unsafe sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &set) == 0 else { return 1 }
        return unsafe withUnsafeBytes(of: set) { bytes in unsafe bytes.reduce(0) { $0 + $1.nonzeroBitCount } }
    }
}
