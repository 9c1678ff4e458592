import Glibc
import HTTP
import Synchronization
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct WatchdogTests {
    @Test func `a loop that stays within one turn is stuck after eight looks`() {
        var dog = Watchdog()
        for look in 1...Watchdog.looks {
            #expect(dog.look(at: [4, 7]) == (look == Watchdog.looks ? 1 : nil), "look \(look)")
        }
    }

    @Test func `a loop that waits is not stuck, however long`() {
        var dog = Watchdog()
        for _ in 0..<100 { #expect(dog.look(at: [0, 4]) == nil) }
    }

    @Test func `a loop that turns is not stuck, whenever it is looked at`() {
        var dog = Watchdog()
        for look in 0..<100 { #expect(dog.look(at: [look * 2 + 1]) == nil) }
    }

    @Test func `what was nearly stuck and has gone on begins anew`() {
        var dog = Watchdog()
        for _ in 1..<Watchdog.looks { #expect(dog.look(at: [7]) == nil) }
        for _ in 1..<Watchdog.looks { #expect(dog.look(at: [9]) == nil) }
    }

    @Test func `a server whose loop is stuck ends with an error that says so`() throws {
        let handler = Hurried()
        let running = try RunningServer(loops: 2, watchdog: .milliseconds(20), handler: handler)
        let client = try running.client()
        try client.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
        let error = running.error
        #expect(error == .stuck(for: .milliseconds(160)))
        #expect(error?.description.contains("stuck") == true)
        handler.isHolding.store(false, ordering: .relaxed)
    }

    @Test func `a turn with many slow requests is not stuck, as none of them takes long`() throws {
        // 16 of 80 ms are more than the eight looks, which are 0.8 s.
        let handler = Hurried(slow: .milliseconds(80))
        let running = try RunningServer(watchdog: .milliseconds(100), handler: handler)
        let holding = try running.client()
        let clients = try (0..<16).map { _ in try running.client() }
        running.wait { $0.handshakes == 17 }
        // Holds up the loop until the others' requests are there, so that one turn has them all.
        try holding.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
        while !handler.isHolding.load(ordering: .relaxed) { sched() }
        for client in clients { try client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n") }
        handler.isHolding.store(false, ordering: .relaxed)
        for client in clients { #expect(try client.response().hasSuffix("/slow\n")) }
        running.server.stop(delayed: false)
        #expect(running.error == nil)
    }

    @Test func `a server whose client is stuck ends too`() throws {
        let caller = try Caller(Origin(host: "127.0.0.1", port: 1))
        let running = try RunningServer(watchdog: .milliseconds(20), watching: { [caller.client.turn] })
        let handler = Hurried()
        handler.isHolding.store(true, ordering: .relaxed)
        caller.client.after(.zero) { _ in while handler.isHolding.load(ordering: .relaxed) { sched() } }
        #expect(running.error == .stuck(for: .milliseconds(160)))
        handler.isHolding.store(false, ordering: .relaxed)
    }

    @Test func `a client with many slow callbacks in one turn is not stuck, nor is one that waits`() throws {
        // 16 of 80 ms are more than the eight looks, which are 0.8 s.
        let caller = try Caller(Origin(host: "127.0.0.1", port: 1))
        let running = try RunningServer(watchdog: .milliseconds(100), watching: { [caller.client.turn] })
        let handler = Hurried()
        handler.isHolding.store(true, ordering: .relaxed)
        // Holds the client up until all are there.
        caller.client.after(.zero) { _ in while handler.isHolding.load(ordering: .relaxed) { sched() } }
        let ticks = try Inbox<Bool>()
        for _ in 0..<16 {
            caller.client.after(.zero) { isTime in
                let began = Instant.now
                while Instant.now - began < .milliseconds(80) { sched() }
                ticks.post(isTime)
            }
        }
        handler.isHolding.store(false, ordering: .relaxed)
        _ = ticks.next(16)
        caller.client.after(.seconds(1)) { ticks.post($0) }
        _ = ticks.next()
        running.server.stop(delayed: false)
        #expect(running.error == nil)
    }

    // From outside, so that what it hits would do no harm if it went on.
    @Test(arguments: [SIGSEGV, SIGBUS, SIGABRT])
    func `a crash that another process has sent ends this one too`(_ signal: Int32) async {
        let result = await #expect(
            processExitsWith: .signal(signal), observing: [\.standardErrorContent]
        ) { [signal = signal as Int32] in
            LastWord.prepare()
            kill(getpid(), signal)
            // Another thread may have been chosen to be told.
            while true { sched_yield() }
        }
        let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(said.contains("a thread has crashed"))
    }

    @Test func `a trap within a loop ends the process`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            LastWord.prepare()
            struct Fatal: Handler {
                func respond(to request: Request, in memory: inout [UInt8]) -> Answering {
                    fatalError("a rule that traps")
                }
                func refuse(_ failure: RequestFailure) -> Response { Response() }
            }
            let running = try RunningServer(loops: 2, handler: Fatal())
            let client = try running.client()
            try client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try client.rest()
            // Where half of it were left, this would be a good end.
            exit(0)
        }
        let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(said.contains("a rule that traps") && said.contains("a thread has crashed"))
    }
}
