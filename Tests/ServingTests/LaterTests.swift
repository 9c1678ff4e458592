import HTTP
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct LaterTests {
    static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }

    @Test func `an answer may come later, and the connection goes on`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(tickets: tickets)
        let client = try running.client()
        for index in 1...20 {
            try client.send(Self.get("/later"))
            tickets.next().first?.send(Response(status: .ok, text: "\(index)"))
            #expect(try client.response().hasSuffix("\r\n\r\n\(index)\n"))
            try client.send(Self.get("/now"))
            #expect(try client.response().hasSuffix("\r\n\r\n/now 0\n"))
        }
    }

    @Test func `others are served while one waits`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(tickets: tickets)
        let waiting = try running.client()
        try waiting.send(Self.get("/later"))
        let ticket = tickets.next()
        let other = try running.client()
        try other.send(Self.get("/now"))
        #expect(try other.response().hasSuffix("/now 0\n"))
        ticket.first?.send(Response(status: .ok, text: "late"))
        #expect(try waiting.response().hasSuffix("\r\n\r\nlate\n"))
    }

    @Test func `requests behind one that waits are answered in order`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(tickets: tickets)
        let client = try running.client()
        try client.send(Self.get("/a") + Self.get("/later1") + Self.get("/b"))
        // Those before it do not wait for it.
        #expect(try client.response().hasSuffix("/a 0\n"))
        let ticket = tickets.next()
        try client.send(Self.get("/c") + Self.get("/later2") + Self.get("/d"))
        ticket.first?.send(Response(status: .ok, text: "first"))
        for wanted in ["first", "/b 0", "/c 0"] { #expect(try client.response().hasSuffix("\r\n\r\n\(wanted)\n")) }
        tickets.next().first?.send(Response(status: .ok, text: "second"))
        for wanted in ["second", "/d 0"] { #expect(try client.response().hasSuffix("\r\n\r\n\(wanted)\n")) }
    }

    @Test func `an answer that comes while those before it are being written goes behind them`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(tickets: tickets)
        let client = try running.client()
        // 32 MiB do not fit into any socket's buffers.
        try client.send(String(repeating: Self.get("/large"), count: 32) + Self.get("/later"))
        try client.send("GET /end HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        // The server gets to it only as the client reads: so it waits for the ticket in a thread of its own.
        let thread = try LoopThread { tickets.next().first?.send(Response(status: .ok, text: "late")) }
        let all = try client.rest()
        thread.join()
        #expect(all.utf8.count { $0 == UInt8(ascii: "#") } == 32 << 20)
        #expect(all.hasSuffix("\r\n\r\n/end 0\n") && all.contains("\r\n\r\nlate\n"))
    }

    @Test func `only the first answer counts`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(tickets: tickets)
        let client = try running.client()
        try client.send(Self.get("/later"))
        let ticket = tickets.next()
        ticket.first?.send(Response(status: .ok, text: "one"))
        ticket.first?.send(Response(status: .ok, text: "two"))
        try client.send(Self.get("/now"))
        #expect(try client.response().hasSuffix("\r\n\r\none\n"))
        #expect(try client.response().hasSuffix("\r\n\r\n/now 0\n"))
    }

    @Test func `a ticket that is dropped answers 503, and the connection goes on`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(tickets: tickets)
        let client = try running.client()
        try client.send(Self.get("/later") + Self.get("/now"))
        _ = tickets.next()
        #expect(try client.response().hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        #expect(try client.response().hasSuffix("/now 0\n"))
    }

    @Test func `a request that nobody answers in time is answered 503, and the late answer is nobody's`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(timeouts: Timeouts(answer: .milliseconds(100)), tickets: tickets)
        let client = try running.client()
        try client.send(Self.get("/later") + Self.get("/never"))
        let ticket = tickets.next()
        let answer = try client.rest()
        #expect(answer.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n") && answer.contains("Connection: close\r\n"))
        #expect(!answer.contains("never"))
        ticket.first?.send(Response(status: .ok, text: "late"))
        let next = try running.client()
        try next.send(Self.get("/now"))
        #expect(try next.response().hasSuffix("/now 0\n"))
    }

    @Test func `a client that goes meanwhile is nobody's error`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(tickets: tickets)
        var client: Client? = try running.client()
        try client?.send(Self.get("/later"))
        let ticket = tickets.next()
        client = nil
        ticket.first?.send(Response(status: .ok, text: "late"))
        // The loop has seen it go, or has told it its answer.
        running.wait { $0.open == 0 }
        let next = try running.client()
        try next.send(Self.get("/now"))
        #expect(try next.response().hasSuffix("/now 0\n"))
    }

    @Test func `stopping waits for an answer`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(tickets: tickets)
        let idle = try running.client()
        let client = try running.client()
        try client.send(Self.get("/later"))
        let ticket = tickets.next()
        running.server.stop()
        #expect(try idle.rest().isEmpty)
        ticket.first?.send(Response(status: .ok, text: "late"))
        let answer = try client.rest()
        #expect(answer.contains("Connection: close\r\n") && answer.hasSuffix("\r\n\r\nlate\n"))
        #expect(running.join())
    }

    @Test func `a ticket outlives its server`() throws {
        let tickets = try Tickets()
        var running: RunningServer? = try RunningServer(tickets: tickets)
        let client = try running?.client()
        try client?.send(Self.get("/later"))
        let ticket = tickets.next()
        running = nil
        ticket.first?.send(Response(status: .ok, text: "late"))
        #expect(try client?.rest().isEmpty == true)
    }
}
