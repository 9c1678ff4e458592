import HTTP
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct ClientStreamTests {
    static let start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test func `pieces are handed out as they come, and the end is an answer`() throws {
        let server = try ScriptedServer([
            [.read, .write(Self.start), .write("2\r\nab\r\n"), .write("1\r\nc\r\n0\r\n\r\n")]
        ])
        let caller = try Caller(server.origin)
        let pieces = try Inbox<[UInt8]>()
        try caller.send(stream: Call.Stream(quiet: .seconds(10)) { pieces.post($0) })
        #expect(try caller.response() == (200, ""))
        #expect(pieces.next().flatMap(\.self) == Array("abc".utf8))
    }

    @Test func `silence ends a stream`() throws {
        let server = try ScriptedServer([[.read, .write(Self.start + "2\r\nab\r\n"), .wait]])
        let caller = try Caller(server.origin)
        try caller.send(stream: Call.Stream(quiet: .milliseconds(100)) { _ in true })
        #expect(try caller.failure() == server.origin.map { .timedOut($0, .body) })
    }

    @Test func `whoever reads may end it`() throws {
        let server = try ScriptedServer([[.read, .write(Self.start + "2\r\nab\r\n"), .wait]])
        let caller = try Caller(server.origin)
        try caller.send(stream: Call.Stream(quiet: .seconds(10)) { _ in false })
        #expect(try caller.response() == (200, ""))
    }

    @Test func `the body of an error is not handed out in pieces`() throws {
        let server = try ScriptedServer([[.read, .write("HTTP/1.1 410 Gone\r\nContent-Length: 4\r\n\r\ngone"), .wait]])
        let caller = try Caller(server.origin)
        try caller.send(
            stream: Call.Stream(quiet: .seconds(10)) { _ in
                Issue.record("a piece")
                return true
            })
        #expect(try caller.response() == (410, "gone"))
    }

    @Test func `streams do not take the place of calls`() throws {
        let tickets = try Tickets()
        let authority = try Authority()
        let secure = try RunningServer(tickets: tickets, tls: authority.settings)
        let caller = try Caller(
            Origin(host: "localhost", port: secure.server.address.port),
            tls: ClientTLS(authorities: authority.certificates), connections: 1)
        try caller.send(
            Request(method: .get, path: "/later"), stream: Call.Stream(quiet: .seconds(10)) { _ in true })
        let held = tickets.next(1)
        try caller.send()
        #expect(try caller.response() == (200, "/a 0\n"))
        for ticket in held { ticket.send(Response(status: .ok, text: "late")) }
        #expect(try caller.response().status == 200)
    }
}
