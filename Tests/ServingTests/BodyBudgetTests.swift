import HTTP
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(1))) struct BodyBudgetTests {
    @Test func `a share is taken, changed and given back`() {
        let budget = BodyBudget(limit: 100_000)
        var one = BodyShare(of: budget)
        let whileTwo = shareWithAnother(&one, of: budget)
        #expect(whileTwo == [true, false, true, false, true, true, false])
        let alone = one.fit(100_000)
        #expect(alone, "what a connection had is given back when it goes")
    }

    private func shareWithAnother(_ one: inout BodyShare, of budget: BodyBudget) -> [Bool] {
        var other = BodyShare(of: budget)
        return [
            one.fit(60_000), other.fit(50_000), other.fit(40_000), one.fit(60_001), one.fit(BodyShare.free),
            other.fit(100_000), one.fit(BodyShare.free + 1),
        ]
    }

    @Test func `a large body that there is no room for is sent away, a small one is taken`() throws {
        let running = try RunningServer(bodies: 100_000, limits: Limits(body: 100_000))
        let head = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 80000\r\n\r\n"
        let most = [UInt8](repeating: 0x78, count: 79_000)
        let first = try running.client()
        try first.send(head)
        try first.send(most)
        // The one loop takes what came first before it answers another.
        let small = try running.client()
        try small.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}")
        #expect(try small.response().hasSuffix("/a 2\n"))

        let second = try running.client()
        try second.send(head)
        try second.send(most)
        let refusal = try second.rest()
        #expect(refusal.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        #expect(refusal.contains("Connection: close\r\n"))
        try small.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}")
        #expect(try small.response().hasSuffix("/a 2\n"))

        try first.send(most[..<1_000].map { $0 })
        #expect(try first.response().hasSuffix("/a 80000\n"))
        let third = try running.client()
        try third.send(head)
        try third.send(most + most[..<1_000])
        #expect(try third.response().hasSuffix("/a 80000\n"), "what is answered leaves room")
    }

    @Test func `a large body counts until it is decided on, be its client there or not`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(bodies: 100_000, limits: Limits(body: 100_000), tickets: tickets)
        let body = [UInt8](repeating: 0x78, count: 80_000)
        func head(_ path: String) -> String { "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 80000\r\n\r\n" }
        let gone = try running.client()
        try gone.send(head("/later"))
        try gone.send(body)
        let ticket = tickets.next()
        gone.reset()
        running.wait { $0.open == 0 }
        // Not all of it: who is sent away while bytes are on their way could miss the answer.
        let early = try running.client()
        try early.send(head("/a"))
        try early.send(Array(body[..<79_000]))
        #expect(try early.rest().hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        ticket.first?.send(Response(status: .ok, text: "late"))
        let next = try running.client()
        try next.send(head("/a"))
        try next.send(body)
        #expect(try next.response().hasSuffix("/a 80000\n"))
    }
}
