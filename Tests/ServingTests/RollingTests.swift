import HTTP
import Synchronization
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(3))) struct RollingTests {
    /// What the balancer takes to act on a probe.
    static let lag = Duration.milliseconds(100)

    /// Ends what answers the tickets.
    private static let last = Token(-1)

    /// Rolls two servers under load, one after the other, so many times.
    /// - Returns: the calls that were made, and what became of those that failed.
    private func roll(times: Int, drain: Drain) throws -> (calls: Int, failures: [String]) {
        let tickets = try Tickets()
        let answering = try LoopThread {
            var tokens: [Token] = []
            while !tokens.contains(Self.last) {
                let letters = tickets.next()
                tokens = letters.map(\.token)
                for ticket in letters { ticket.send(Response(status: .ok, text: "late")) }
            }
        }
        let balancer = try Balancer(lag: Self.lag)
        let files = try CertificateFiles()
        func start() throws -> RunningServer {
            let running = try RunningServer(drain: drain, tickets: tickets, tls: files.settings)
            try balancer.add(running.server)
            return running
        }
        var servers = [try start(), try start()]
        let load = try Impatient(balancer.endpoint, clients: 6)
        for _ in 0..<times {
            for index in servers.indices {
                load.make(50)
                let old = servers[index]
                let new = try start()
                old.server.stop()
                #expect(old.join() && old.unanswered == 0)
                #expect(old.server.counts.requests > 0)
                servers[index] = new
            }
        }
        load.make(50)
        load.end()
        balancer.end()
        tickets.post(Reply(Self.last, through: try Mailbox()))
        answering.join()
        return (load.calls.load(ordering: .relaxed), load.failures.withLock { $0 })
    }

    @Test func `rolling two servers five times drops no call of clients that do not ask again`() throws {
        let (calls, failures) = try roll(times: 5, drain: Drain(delay: .seconds(1), limit: .seconds(20)))
        #expect(failures.isEmpty, "\(failures.count) of \(calls)")
        #expect(calls > 500)
    }

    @Test func `without the delay, calls are dropped, and this would see it`() throws {
        let (_, failures) = try roll(times: 1, drain: Drain(delay: .zero, limit: .seconds(20)))
        #expect(!failures.isEmpty)
    }
}
