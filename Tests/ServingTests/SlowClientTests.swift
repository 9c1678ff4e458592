import HTTP
import Synchronization
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct SlowClientTests {
    /// Where each kind of slow client stops, and what it sends now and then.
    static let kinds = ["", "GET / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n"]

    @Test func `a thousand slow connections hold up nobody`() throws {
        let running = try RunningServer(connections: 1_200)
        var slow: [Client] = []
        for index in 0..<1_000 {
            let kind = index % Self.kinds.count
            let client = try Client(running.server.address, tls: kind > 0)
            if kind > 0 { try client.send(Self.kinds[kind]) }
            slow.append(client)
        }
        // And a few whose answers, more than sockets buffer, are not read.
        for _ in 0..<4 {
            let client = try running.client()
            try client.send(String(repeating: "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", count: 64))
            slow.append(client)
        }
        running.wait { $0.open == 1_004 && $0.inFlight == 666 + 4 }
        let fast = try running.client()
        for call in 0..<200 {
            // Five of them have one byte more each time.
            for index in call * 5..<call * 5 + 5 where index % Self.kinds.count > 0 { try slow[index].send("x") }
            try fast.send("GET /\(call) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try fast.response().hasSuffix("\r\n\r\n/\(call) 0\n"))
        }
        let counts = running.server.counts
        #expect(counts.open == 1_005 && counts.inFlight == 666 + 4, "nobody was cut off to serve it")
    }

    @Test(arguments: [
        (Timeouts(head: .milliseconds(100)), "GET / HTTP/1.1\r\nX: ", Refusal.headTimeout),
        (
            Timeouts(body: .milliseconds(100)), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n",
            .bodyTimeout
        ),
        (
            Timeouts(body: .milliseconds(100)), "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;",
            .bodyTimeout
        ),
    ])
    func `bytes that trickle in do not put off a deadline`(
        _ timeouts: Timeouts, _ start: String, _ refusal: Refusal
    ) throws {
        let running = try RunningServer(timeouts: timeouts)
        let client = try running.client()
        try client.send(start)
        // Sent until the server has had enough: without a deadline for the whole, it never would.
        while (try? client.send("x")) != nil, running.server.counts.open > 0 { sched() }
        #expect(running.server.counts.refusals[refusal] == 1)
    }

    @Test(arguments: [
        (Timeouts(handshake: .milliseconds(100)), Refusal.handshakeTimeout),
        (Timeouts(idle: .milliseconds(100)), .idleTimeout),
    ])
    func `silence is counted by its phase`(_ timeouts: Timeouts, _ refusal: Refusal) throws {
        let running = try RunningServer(timeouts: timeouts)
        let client = try Client(running.server.address, tls: refusal == .idleTimeout)
        #expect(try client.rest().isEmpty)
        running.wait { $0.open == 0 }
        #expect(running.server.counts.refusals[refusal] == 1)
    }

    @Test func `a body in records of one byte lets others have their turn`() throws {
        let handler = Hurried()
        let running = try RunningServer(handler: handler)
        let holding = try running.client()
        let tiny = try running.client()
        let other = try running.client()
        running.wait { $0.handshakes == 3 }
        // Holds up the loop until both requests are there, so that one turn has them both.
        try holding.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
        while !handler.isHolding.load(ordering: .relaxed) { sched() }
        try tiny.send("POST /tiny HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n")
        try tiny.sendByteByByte([UInt8](repeating: 0x78, count: 2_000))
        try other.send("GET /other HTTP/1.1\r\nHost: a\r\n\r\n")
        handler.isHolding.store(false, ordering: .relaxed)
        #expect(try other.response().hasSuffix("/other\n"))
        #expect(try tiny.response().hasSuffix("/tiny\n"))
        #expect(handler.paths.withLock { $0 } == ["/hold", "/other", "/tiny"])
    }
}
