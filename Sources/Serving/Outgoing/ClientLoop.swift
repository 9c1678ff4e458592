internal import Glibc
internal import HTTP

/// The thread of a client: its calls, its connections, its deadlines. Nothing in here is shared.
final class ClientLoop {
    /// What other threads have for it.
    enum Letter: Sendable {
        case call(UInt64, Call)
        case timer(UInt64, Duration, @Sendable (Bool) -> Void)
        case withdrawal(UInt64)
        case resolved(Resolver.Finding)
        case stop
    }

    let core: ClientCore
    var timers: TimerTable
    var calls = CallTable()
    var connections: [Int32: OutgoingConnection] = [:]
    var idle: [OutgoingConnection] = []
    /// Calls that wait for the host to be looked up, which is being done then: once for all of them, as each time takes
    /// a thread, which may hang for longer than any call.
    private var unresolved: [UInt64] = []
    private var isResolving = false
    /// What others want done later, and the number of its timer in here.
    private var postponed: [UInt64: (timer: UInt32, body: @Sendable (Bool) -> Void)] = [:]
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
            core.turn.step()
            for token in ready {
                handle(token)
                core.turn.goOn()
            }
            ready.removeAll(keepingCapacity: true)
            begin()
            setAlarm()
            core.turn.step()
        }
        connections = [:]
        for call in calls.removeAll() { call.then(.failure(.stopped)) }
        for letter in core.mailbox.close() {
            switch letter {
            case .call(_, let call): call.then(.failure(.stopped))
            case .timer(_, _, let body): body(false)
            case .withdrawal, .resolved, .stop: break
            }
        }
        for (_, body) in postponed.values { body(false) }
    }

    private func handle(_ token: Token) {
        switch token {
        case core.mailbox.wakeUp.token:
            core.mailbox.wakeUp.acknowledge()
            for letter in core.mailbox.take() {
                read(letter)
                core.turn.goOn()
            }
        case core.alarm.token:
            core.alarm.acknowledge()
            alarm = nil
            for number in timers.due(at: .now) {
                timers.take(number)?()
                core.turn.goOn()
            }
        default:
            guard let connection = connections[token.descriptor], connection.token == token else { return }
            settle(connection, connection.advance(&input))
        }
    }

    private func read(_ letter: Letter) {
        switch letter {
        case .call(let number, let call): accept(call, as: number)
        case .timer(let number, let delay, let body): postpone(body, by: delay, as: number)
        case .withdrawal(let number): withdraw(number)
        case .resolved(let finding): proceed(with: finding)
        case .stop: isStopped = true
        }
    }

    private func postpone(_ body: @escaping @Sendable (Bool) -> Void, by delay: Duration, as number: UInt64) {
        let timer = timers.add(.now + delay) { [unowned self] in postponed.removeValue(forKey: number)?.body(true) }
        postponed[number] = (timer, body)
    }

    private func withdraw(_ number: UInt64) {
        if let (timer, body) = postponed.removeValue(forKey: number) {
            timers.cancel(timer)
            body(false)
        } else if calls[number]?.isBegun == false {
            fail(number, .stopped)
        }
    }

    private func setAlarm() {
        guard let next = timers.next, alarm.map({ next < $0 }) ?? true else { return }
        alarm = next
        core.alarm.set(next)
    }

    // MARK: Calls

    private func accept(_ call: Call, as number: UInt64) {
        var bytes: [UInt8] = []
        do throws(RequestFailure) {
            try call.request.encode(to: core.settings.origin.description, into: &bytes)
        } catch {
            return call.then(.failure(.unsendable(error)))
        }
        let timer = timers.add(.now + call.within) { [unowned self] in expire(number) }
        calls.insert(CallTable.Entry(call: call, bytes: bytes, timer: timer), as: number)
    }

    /// Begins calls that wait, as far as there are connections for them.
    private func begin() {
        while let number = calls.next(atOnce: core.settings.connections), let entry = calls[number] {
            if !entry.mustBeFresh, let connection = idle.popLast() {
                start(number, on: connection)
            } else {
                unresolved.append(number)
            }
        }
        guard !unresolved.isEmpty, !isResolving else { return }
        isResolving = true
        let mailbox = core.mailbox
        core.settings.resolve(core.settings.origin.host) { mailbox.post(.resolved($0)) }
    }

    private func start(_ number: UInt64, on connection: OutgoingConnection) {
        guard let entry = calls[number] else { return }
        calls[number]?.connection = connection.token
        stopTimer(of: connection)
        connection.take(number, entry.call, as: entry.bytes)
        watchSilence(of: connection, entry.call)
        settle(connection, connection.advance(&input))
    }

    private func proceed(with finding: Resolver.Finding) {
        isResolving = false
        let numbers = unresolved
        unresolved = []
        for number in numbers {
            switch finding {
            case .addresses(let addresses):
                calls[number]?.addresses = addresses
                connect(number, after: .unknownHost(core.settings.origin, reason: "it has no address"))
            case .failed(let reason): fail(number, .unknownHost(core.settings.origin, reason: reason))
            }
        }
    }

    /// Connects to the next address, or gives up with what happened at the one before.
    func connect(_ number: UInt64, after failure: ClientFailure) {
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

    private func expire(_ number: UInt64) {
        guard let entry = calls[number] else { return }
        let connection = entry.connection.flatMap { connections[$0.descriptor] }
        let phase = connection?.phase ?? (entry.isBegun ? .resolving : .waiting)
        if let connection { end(connection) }
        unresolved.removeAll { $0 == number }
        fail(number, .timedOut(core.settings.origin, phase))
    }

    func fail(_ number: UInt64, _ failure: ClientFailure) {
        finish(number, .failure(failure))
    }

    func finish(_ number: UInt64, _ outcome: Call.Outcome) {
        guard let entry = calls.remove(number) else { return }
        timers.cancel(entry.timer)
        core.turn.goOn()
        entry.call.then(outcome)
    }
}
