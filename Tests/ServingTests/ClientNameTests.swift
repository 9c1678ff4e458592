import HTTP
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct ClientNameTests {
    /// A client of a host that is found when a test says so.
    private struct Lost {
        let client: HTTPClient
        /// Each time that the host was looked up.
        let lookUps: Inbox<@Sendable (Resolver.Finding) -> Void>
        let outcomes: Inbox<Call.Outcome>
        let origin: Origin

        init(port: UInt16) throws {
            let lookUps = try Inbox<@Sendable (Resolver.Finding) -> Void>()
            guard let origin = Origin(host: "lost.example", port: port) else { throw Client.Failure(what: "origin") }
            var settings = ClientSettings(origin, tls: nil)
            settings.resolve = { _, then in lookUps.post(then) }
            client = try HTTPClient(settings)
            outcomes = try Inbox()
            self.lookUps = lookUps
            self.origin = origin
        }

        func send(_ count: Int, within: Duration) {
            for _ in 0..<count {
                client.send(
                    Call(Request(method: .get, path: "/a"), limit: 1 << 20, within: within) { [outcomes] in
                        outcomes.post($0)
                    })
            }
        }

        /// Waits until the client has begun all calls that it may.
        func settle() throws {
            let turns = try Inbox<Bool>()
            client.after(.zero) { turns.post($0) }
            _ = turns.next()
        }
    }

    @Test func `a host is looked up once for all calls, and those that wait for it end by their own time`() throws {
        let server = try ScriptedServer(Array(repeating: [.read, .write(ClientTests.ok)], count: 3))
        let lost = try Lost(port: server.endpoint.port)
        for _ in 0..<3 {
            lost.send(4, within: .milliseconds(50))
            for outcome in lost.outcomes.next(4) {
                guard case .failure(.timedOut(lost.origin, .resolving)) = outcome else {
                    throw Client.Failure(what: "\(outcome)")
                }
            }
        }
        lost.send(3, within: .seconds(60))
        try lost.settle()
        let lookUps = lost.lookUps.next()
        #expect(lookUps.count == 1)
        lookUps.first?(.addresses(["127.0.0.1"]))
        for outcome in lost.outcomes.next(3) { #expect(try outcome.get().status == 200) }
        #expect(server.accepted == 3)
    }

    @Test func `a host that is not found fails all calls that wait for it, and the next has it looked up anew`() throws
    {
        let server = try ScriptedServer([[.read, .write(ClientTests.ok)]])
        let lost = try Lost(port: server.endpoint.port)
        lost.send(3, within: .seconds(60))
        try lost.settle()
        lost.lookUps.next(1).first?(.failed(reason: "no"))
        for outcome in lost.outcomes.next(3) {
            guard case .failure(.unknownHost(lost.origin, reason: "no")) = outcome else {
                throw Client.Failure(what: "\(outcome)")
            }
        }
        lost.send(1, within: .seconds(60))
        lost.lookUps.next(1).first?(.addresses(["127.0.0.1"]))
        #expect(try lost.outcomes.next(1).first?.get().status == 200)
    }
}
