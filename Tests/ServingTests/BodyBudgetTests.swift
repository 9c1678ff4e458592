import HTTP
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct BodyBudgetTests {
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

    // MARK: Memory that goes from one body to the next

    /// So large that its memory is kept.
    static let large = [UInt8](repeating: 0x78, count: 1_500_000)
    /// What it takes up: a little more, by what the heap adds.
    static let taken = 1_500_000...1_600_000

    private static func head(_ length: Int) -> String {
        "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n"
    }

    @Test func `each of eight bodies goes on in the memory of the one just answered, and all of it counts`() throws {
        let running = try RunningServer()
        let body = Self.large
        let clients = try (0..<8).map { _ in try running.client() }
        for client in clients {
            try client.send(Self.head(body.count))
            try client.send(Array(body.dropLast()))
        }
        running.wait { $0.bodyBytes == 8 * (Self.head(body.count).utf8.count + body.count - 1) }
        for client in clients {
            try client.send("x")
            #expect(try client.response().hasSuffix("/a 1500000\n"))
            try client.send(Self.head(body.count))
            try client.send(Array(body[..<20_000]))
        }
        let all = 8 * Self.taken.lowerBound...8 * Self.taken.upperBound
        running.wait { all ~= $0.bodyBytes }
        for client in clients {
            try client.send(Array(body[20_000...]))
            #expect(try client.response().hasSuffix("/a 1500000\n"))
        }
        running.wait { $0.bodyBytes == 0 }
    }

    @Test func `bodies that are only claimed do not gather memory past the budget`() throws {
        // Two of the largest, so that half of it is kept clear of lent memory.
        let running = try RunningServer(bodies: 4 << 20, limits: Limits(body: 2 << 20))
        let body = Self.large
        var claims: [Client] = []
        for _ in 0..<6 {
            claims.append(try running.client())
            try claims.last?.send(Self.head(body.count) + "x")
            running.wait { $0.inFlight == claims.count }
            let honest = try running.client()
            try honest.send(Self.head(body.count))
            try honest.send(body)
            #expect(try honest.response().hasSuffix("/a 1500000\n"))
            #expect(Self.taken ~= running.server.counts.bodyBytes, "what one of them was lent, or what is kept")
        }
        let largest = try running.client()
        try largest.send(Self.head(2 << 20))
        try largest.send([UInt8](repeating: 0x78, count: 2 << 20))
        #expect(try largest.response().hasSuffix("/a 2097152\n"))
    }
}
