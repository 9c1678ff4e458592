internal import Glibc
internal import HTTP

/// The thread of a client: its calls, its connections, its deadlines. Nothing in here is shared.
final class ClientLoop {
    /// What other threads have for it.
    enum Letter: Sendable {
        case call(Call)
        case timer(Duration, @Sendable (Bool) -> Void)
        case resolved(UInt32, Resolver.Finding)
        case stop
    }

    let core: ClientCore
    var timers: TimerTable
    var calls = CallTable()
    var connections: [Int32: OutgoingConnection] = [:]
    var idle: [OutgoingConnection] = []
    /// What others want done later.
    private var postponed: [UInt64: @Sendable (Bool) -> Void] = [:]
    private var lastPostponed: UInt64 = 0
    private var input = [UInt8](repeating: 0, count: Turn.inputSize)
    private var serial: UInt32 = 0
    private var alarm: Instant?
    private var isStopped = false

    init(_ core: ClientCore) {
        self.core = core
        timers = TimerTable(at: .now)
    }

    /// Serves calls until it is stopped.
    func run() {
        var ready: [Token] = []
        while !isStopped {
            core.poller.wait(blocking: true, into: &ready)
            for token in ready { handle(token) }
            ready.removeAll(keepingCapacity: true)
            begin()
            setAlarm()
        }
        connections = [:]
        for call in calls.removeAll() { call.then(.failure(.stopped)) }
        for letter in core.mailbox.close() {
            switch letter {
            case .call(let call): call.then(.failure(.stopped))
            case .timer(_, let body): body(false)
            case .resolved, .stop: break
            }
        }
        for body in postponed.values { body(false) }
    }

    private func handle(_ token: Token) {
        switch token {
        case core.mailbox.wakeUp.token:
            core.mailbox.wakeUp.acknowledge()
            for letter in core.mailbox.take() { read(letter) }
        case core.alarm.token:
            core.alarm.acknowledge()
            alarm = nil
            for number in timers.due(at: .now) { timers.take(number)?() }
        default:
            guard let connection = connections[token.descriptor], connection.token == token else { return }
            settle(connection, connection.advance(&input))
        }
    }

    private func read(_ letter: Letter) {
        switch letter {
        case .call(let call): accept(call)
        case .timer(let delay, let body): postpone(body, by: delay)
        case .resolved(let number, let finding): proceed(number, finding)
        case .stop: isStopped = true
        }
    }

    private func postpone(_ body: @escaping @Sendable (Bool) -> Void, by delay: Duration) {
        lastPostponed &+= 1
        let number = lastPostponed
        postponed[number] = body
        _ = timers.add(.now + delay) { [unowned self] in postponed.removeValue(forKey: number)?(true) }
    }

    private func setAlarm() {
        guard let next = timers.next, alarm.map({ next < $0 }) ?? true else { return }
        alarm = next
        core.alarm.set(next)
    }

    // MARK: Calls

    private func accept(_ call: Call) {
        var bytes: [UInt8] = []
        do throws(RequestFailure) {
            try call.request.encode(to: core.settings.origin.description, into: &bytes)
        } catch {
            return call.then(.failure(.unsendable(error)))
        }
        let number = calls.reserve()
        let timer = timers.add(.now + call.within) { [unowned self] in expire(number) }
        calls.insert(CallTable.Entry(call: call, bytes: bytes, timer: timer), as: number)
    }

    /// Begins calls that wait, as far as there are connections for them.
    private func begin() {
        while let number = calls.next(atOnce: core.settings.connections), let entry = calls[number] {
            if !entry.mustBeFresh, let connection = idle.popLast() {
                start(number, on: connection)
            } else {
                let mailbox = core.mailbox
                Resolver.find(core.settings.origin.host) { mailbox.post(.resolved(number, $0)) }
            }
        }
    }

    private func start(_ number: UInt32, on connection: OutgoingConnection) {
        guard let entry = calls[number] else { return }
        calls[number]?.connection = connection.token
        stopTimer(of: connection)
        connection.take(number, entry.call, as: entry.bytes)
        watchSilence(of: connection, entry.call)
        settle(connection, connection.advance(&input))
    }

    private func proceed(_ number: UInt32, _ finding: Resolver.Finding) {
        // Its time may be up already.
        guard calls[number] != nil else { return }
        switch finding {
        case .addresses(let addresses):
            calls[number]?.addresses = addresses
            connect(number, after: .unknownHost(core.settings.origin, reason: "it has no address"))
        case .failed(let reason): fail(number, .unknownHost(core.settings.origin, reason: reason))
        }
    }

    /// Connects to the next address, or gives up with what happened at the one before.
    func connect(_ number: UInt32, after failure: ClientFailure) {
        guard let entry = calls[number] else { return }
        guard let address = entry.addresses.first else { return fail(number, failure) }
        calls[number]?.addresses.removeFirst()
        serial = max(1, serial &+ 1)
        let origin = core.settings.origin
        do throws(ServerError) {
            let descriptor = try ConnectingSocket.open(Endpoint(address: address, port: origin.port))
            let token = Token(descriptor.raw, serial: serial)
            guard let channel = core.channel(over: descriptor) else {
                return fail(number, .cannotConnect(origin, errno: ENOMEM))
            }
            try core.poller.add(token, for: .write)
            let connection = OutgoingConnection(channel, token: token, origin: origin)
            connections[token.descriptor] = connection
            calls[number]?.connection = token
            connection.take(number, entry.call, as: entry.bytes)
            connection.timer = timers.add(.now + core.settings.connect) { [unowned self, unowned connection] in
                connection.timer = nil
                settle(connection, .failed(.timedOut(origin, connection.phase)))
            }
        } catch {
            guard case .system(_, let errno) = error else { return fail(number, failure) }
            connect(number, after: .cannotConnect(origin, errno: errno))
        }
    }

    private func expire(_ number: UInt32) {
        guard let entry = calls[number] else { return }
        let connection = entry.connection.flatMap { connections[$0.descriptor] }
        let phase = connection?.phase ?? (entry.isBegun ? .resolving : .waiting)
        if let connection { end(connection) }
        fail(number, .timedOut(core.settings.origin, phase))
    }

    func fail(_ number: UInt32, _ failure: ClientFailure) {
        finish(number, .failure(failure))
    }

    func finish(_ number: UInt32, _ outcome: Call.Outcome) {
        guard let entry = calls.remove(number) else { return }
        timers.cancel(entry.timer)
        entry.call.then(outcome)
    }
}
