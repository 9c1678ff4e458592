import HTTP
import Synchronization
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct TimeoutTests {
    static let short = Duration.milliseconds(100)

    @Test(arguments: [
        (Timeouts(head: short), "GET / HT"),
        (Timeouts(body: short), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1"),
        (Timeouts(idle: short), ""),
    ])
    func `a client that is too slow is cut off unanswered`(_ timeouts: Timeouts, _ start: String) throws {
        let running = try RunningServer(timeouts: timeouts)
        let client = try running.client()
        if !start.isEmpty { try client.send(start) }
        #expect(try client.rest().isEmpty)
    }

    @Test func `a client that does not shake hands is cut off`() throws {
        let running = try RunningServer(timeouts: Timeouts(handshake: Self.short))
        #expect(try Client(running.server.address, tls: false).rest().isEmpty)
    }

    @Test func `a client that does not read its answers is cut off`() throws {
        let running = try RunningServer(timeouts: Timeouts(write: Self.short))
        let client = try running.client()
        try client.send(String(repeating: "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", count: 64))
        running.wait { $0.open == 0 }
        #expect(running.server.counts.refusals[.writeTimeout] == 1)
        #expect(try client.rest().utf8.count < 64 << 20)
    }

    @Test func `a request that came before its loop saw that the time is over is answered`() throws {
        let handler = Hurried()
        let running = try RunningServer(timeouts: Timeouts(idle: .seconds(1)), handler: handler)
        let idle = try running.client()
        let holding = try running.client()
        running.wait { $0.handshakes == 2 }
        let began = Instant.now
        // Holds up the loop until both are there: the end of the time, and the request behind it.
        try holding.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
        while !handler.isHolding.load(ordering: .relaxed) { sched() }
        while Instant.now - began < .milliseconds(1_200) { sched() }
        try idle.send("GET /30s HTTP/1.1\r\nHost: a\r\n\r\n")
        handler.isHolding.store(false, ordering: .relaxed)
        #expect(try idle.response().hasSuffix("/30s\n"))
    }
}
