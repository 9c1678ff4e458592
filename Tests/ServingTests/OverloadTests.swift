import HTTP
import Synchronization
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct OverloadTests {
    static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }

    static func isShed(_ answer: String) -> Bool {
        answer.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n") && answer.contains("\r\nConnection: close\r\n")
            && answer.contains("\r\nRetry-After: 1\r\n")
    }

    @Test(arguments: [1, 2])
    func `a connection past the limit is told to come again, over all loops`(_ loops: Int) throws {
        let running = try RunningServer(loops: loops, connections: 3)
        let regular = try (0..<3).map { _ in try running.client() }
        for _ in 0..<20 {
            let client = try running.client()
            try client.send(Self.get("/a"))
            #expect(Self.isShed(try client.rest()))
        }
        running.wait { $0.open == 3 }
        #expect(running.server.counts.refusals[.noConnection] == 20)
        for client in regular {
            try client.send(Self.get("/b"))
            #expect(try client.response().hasSuffix("/b 0\n"), "who was there first is served")
        }
    }

    @Test func `a place that comes free is taken`() throws {
        let running = try RunningServer(connections: 1)
        let first = try running.client()
        try first.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try first.rest().hasSuffix("/a 0\n"))
        running.wait { $0.open == 0 }
        let second = try running.client()
        try second.send(Self.get("/b"))
        #expect(try second.response().hasSuffix("/b 0\n"))
    }

    @Test func `past those that are told so, connections wait for a place`() throws {
        let running = try RunningServer(connections: 1)
        let spare = Places.spare(for: 1)
        let first = try running.client()
        let told = try (0..<spare).map { _ in try Client(running.server.address, tls: false) }
        let waiting = try (0..<5).map { _ in try Client(running.server.address, tls: false) }
        running.wait { $0.accepted == 1 + spare }
        #expect(running.server.counts.open == 1 + spare)
        for client in told {
            try client.shakeHands()
            try client.send(Self.get("/a"))
            #expect(Self.isShed(try client.rest()))
        }
        for client in waiting {
            try client.shakeHands()
            try client.send(Self.get("/a"))
            #expect(Self.isShed(try client.rest()))
        }
        try first.send(Self.get("/b"))
        #expect(try first.response().hasSuffix("/b 0\n"))
    }

    @Test func `who is to be sent away and says nothing is cut off soon`() throws {
        let running = try RunningServer(connections: 1, timeouts: Timeouts(head: .milliseconds(100)))
        let first = try running.client()
        #expect(try running.client().rest().isEmpty)
        try first.send(Self.get("/b"))
        #expect(try first.response().hasSuffix("/b 0\n"), "who is served may be silent")
    }

    @Test func `requests that wait for their answers are bounded over all connections`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(loops: 2, pending: 2, tickets: tickets)
        let waiting = try (0..<2).map { _ in try running.client() }
        for client in waiting { try client.send(Self.get("/later")) }
        let held = tickets.next(2)
        let third = try running.client()
        try third.send(Self.get("/later"))
        #expect(Self.isShed(try third.rest()))
        let now = try running.client()
        try now.send(Self.get("/now"))
        #expect(try now.response().hasSuffix("/now 0\n"), "what need not wait is answered")
        for ticket in held { ticket.send(Response(status: .ok, text: "late")) }
        for client in waiting { #expect(try client.response().hasSuffix("\r\n\r\nlate\n")) }
        try now.send(Self.get("/later"))
        tickets.next().first?.send(Response(status: .ok, text: "late"))
        #expect(try now.response().hasSuffix("\r\n\r\nlate\n"), "what is answered leaves room")
        #expect(running.server.counts.refusals[.queueFull] == 1)
    }

    @Test func `a client that has gone leaves room once its answer has come`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(pending: 1, tickets: tickets)
        var gone: Client? = try running.client()
        try gone?.send(Self.get("/later"))
        let ticket = tickets.next()
        gone = nil
        ticket.first?.send(Response(status: .ok, text: "late"))
        running.wait { $0.open == 0 }
        let client = try running.client()
        try client.send(Self.get("/later"))
        tickets.next().first?.send(Response(status: .ok, text: "late"))
        #expect(try client.response().hasSuffix("\r\n\r\nlate\n"))
    }

    @Test func `a client that breaks off leaves no room while its answer is being looked for`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(pending: 1, tickets: tickets)
        let gone = try running.client()
        try gone.send(Self.get("/later"))
        let ticket = tickets.next()
        gone.reset()
        running.wait { $0.open == 0 }
        let early = try running.client()
        try early.send(Self.get("/later"))
        #expect(Self.isShed(try early.rest()))
        ticket.first?.send(Response(status: .ok, text: "late"))
        let client = try running.client()
        try client.send(Self.get("/later"))
        tickets.next().first?.send(Response(status: .ok, text: "found"))
        #expect(try client.response().hasSuffix("\r\n\r\nfound\n"))
    }

    @Test func `a request whose time was over before its turn is not decided on`() throws {
        let handler = Hurried()
        let running = try RunningServer(handler: handler)
        let first = try running.client()
        try first.send("GET /30s HTTP/1.1\r\nHost: a\r\nX: ")
        running.wait { $0.inFlight == 1 }
        let began = Instant.now
        while Instant.now - began < .milliseconds(20) { sched() }
        try first.send("y\r\n\r\n")
        #expect(try first.response().hasSuffix("/30s\n"))
        let second = try running.client()
        try second.send("GET /15ms HTTP/1.1\r\nHost: a\r\nX: ")
        running.wait { $0.inFlight == 1 }
        let again = Instant.now
        while Instant.now - again < .milliseconds(20) { sched() }
        try second.send("y\r\n\r\n")
        #expect(Self.isShed(try second.rest()))
        #expect(handler.decided.load(ordering: .relaxed) == 1)
        #expect(running.server.counts.refusals[.tooLate] == 1)
    }

    @Test func `a request that waited for its loop has waited`() throws {
        let handler = Hurried()
        let running = try RunningServer(handler: handler)
        let slow = try running.client()
        let late = try running.client()
        running.wait { $0.handshakes == 2 }
        // Holds up the loop until the other's request must have been there for long.
        try slow.send(Self.get("/hold"))
        while !handler.isHolding.load(ordering: .relaxed) { sched() }
        try late.send(Self.get("/15ms"))
        let began = Instant.now
        while Instant.now - began < .milliseconds(30) { sched() }
        handler.isHolding.store(false, ordering: .relaxed)
        #expect(Self.isShed(try late.rest()))
        #expect(try slow.response().hasSuffix("/hold\n"))
    }

    @Test func `a request that waited for nothing has not waited, however long the turn before was`() throws {
        let handler = Hurried()
        let running = try RunningServer(handler: handler)
        let slow = try running.client()
        let next = try running.client()
        running.wait { $0.handshakes == 2 }
        try slow.send(Self.get("/hold"))
        while !handler.isHolding.load(ordering: .relaxed) { sched() }
        let began = Instant.now
        while Instant.now - began < .milliseconds(300) { sched() }
        handler.isHolding.store(false, ordering: .relaxed)
        #expect(try slow.response().hasSuffix("/hold\n"))
        let idle = Instant.now
        while Instant.now - idle < .milliseconds(50) { sched() }
        try next.send(Self.get("/200ms"))
        #expect(try next.response().hasSuffix("/200ms\n"))
    }

    @Test func `an answer that does not come in the time of its request is given up before that is over`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(handler: Hurried(tickets: tickets))
        let client = try running.client()
        let began = Instant.now
        try client.send(Self.get("/later/1s"))
        let answer = try client.rest()
        #expect(answer.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n") && answer.contains("Connection: close\r\n"))
        // Far from the 30 s of any request.
        #expect(Instant.now - began < .seconds(10))
    }

    @Test func `a request whose time passes while it is decided on is sent away, and so are those behind it`() throws {
        let handler = Hurried()
        let running = try RunningServer(handler: handler)
        let client = try running.client()
        try client.send(Self.get("/30s") + Self.get("/all/2ms") + Self.get("/never"))
        #expect(try client.response().hasSuffix("/30s\n"))
        let answer = try client.rest()
        #expect(Self.isShed(answer) && !answer.contains("never"))
        #expect(handler.decided.load(ordering: .relaxed) == 2)
        #expect(running.server.counts.refusals[.tooLate] == 1)
    }

    @Test func `a request has waited for those before it that came with it`() throws {
        let handler = Hurried(slow: .milliseconds(40))
        let running = try RunningServer(handler: handler)
        let client = try running.client()
        // The first has no time of its own, so the clock is read after the second.
        try client.send(Self.get("/slow") + Self.get("/1s") + Self.get("/20ms"))
        for wanted in ["/slow", "/1s"] { #expect(try client.response().hasSuffix("\(wanted)\n")) }
        #expect(Self.isShed(try client.rest()))
        #expect(handler.decided.load(ordering: .relaxed) == 2)
    }

    @Test func `an answer that is made on its loop until its time is over is not sent`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(handler: Hurried(tickets: tickets))
        let client = try running.client()
        try client.send(Self.get("/later/200ms"))
        tickets.next().first?.resume { _ in
            Hurried.take(.milliseconds(200))
            return .now(Response(status: .ok, text: "late"))
        }
        let answer = try client.rest()
        #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.contains("Connection: close\r\n"))
        #expect(!answer.contains("late"))
        #expect(running.server.counts.refusals[.answerTimeout] == 1)
    }
}
