import HTTP
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct CountTests {
    @Test func `there is a cell for everything that is counted`() {
        #expect(Tally.used <= Tally().capacity)
    }

    @Test func `every reason has a name of its own`() {
        #expect(Set(Refusal.allCases.map(\.name)).count == Refusal.allCases.count)
    }

    @Test func `what comes and goes is counted`() throws {
        let running = try RunningServer(loops: 2)
        #expect(running.server.counts == ServerCounts())
        let one = try running.client()
        try one.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try (one.response(), one.response())
        let two = try running.client()
        try two.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        _ = try two.response()
        running.wait { $0.inFlight == 1 }
        let counts = running.server.counts
        #expect(counts.accepted == 2 && counts.handshakes == 2 && counts.open == 2)
        #expect(counts.requests == 2 && counts.replies == [200: 2])
        try two.send("abc")
        _ = try two.response()
        try one.send("GET / HTTP/1.1\r\n\r\n")
        _ = try one.rest()
        running.wait { $0.open == 1 && $0.inFlight == 0 }
        #expect(running.server.counts.replies == [200: 3, 400: 1])
        #expect(running.server.counts.refusals[.malformed] == 1)
    }

    @Test func `what is no handshake is counted`() throws {
        let running = try RunningServer()
        let garbage = try Client(running.server.address, tls: false)
        try garbage.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try garbage.rest()
        #expect(running.server.counts.refusals[.handshakeFailed] == 1)
        #expect(running.server.counts.handshakes == 0)
    }

    @Test func `the bytes of large requests are counted while they are held`() throws {
        let running = try RunningServer()
        let client = try running.client()
        let head = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 80000\r\n\r\n"
        try client.send(head)
        try client.send([UInt8](repeating: 0x78, count: 79_000))
        running.wait { $0.bodyBytes == head.utf8.count + 79_000 }
        try client.send([UInt8](repeating: 0x78, count: 1_000))
        _ = try client.response()
        running.wait { $0.bodyBytes == 0 }
    }
}
