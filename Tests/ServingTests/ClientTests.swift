import Glibc
import HTTP
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct ClientTests {
    static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    static let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test func `calls come back in one connection, one after the other`() throws {
        let server = try ScriptedServer([
            Array(repeating: [.read, .write(Self.ok)], count: 20).flatMap(\.self) + [.wait]
        ])
        let caller = try Caller(server.origin)
        for _ in 0..<20 {
            try caller.send()
            #expect(try caller.response() == (200, "ok"))
        }
        #expect(server.accepted == 1)
    }

    @Test(arguments: 1..<40)
    func `an answer may come in pieces`(_ cut: Int) throws {
        let server = try ScriptedServer([
            [.read, .write(String(Self.ok.prefix(cut))), .write(String(Self.ok.dropFirst(cut))), .wait]
        ])
        let caller = try Caller(server.origin)
        try caller.send(isSecret: cut % 2 == 0)
        #expect(try caller.response() == (200, "ok"))
    }

    @Test func `a connection that has grown old is replaced`() throws {
        let server = try ScriptedServer([[.read, .write(Self.ok), .read], [.read, .write(Self.ok), .wait]])
        let caller = try Caller(server.origin)
        for _ in 0..<2 {
            try caller.send()
            #expect(try caller.response() == (200, "ok"))
        }
        #expect(server.accepted == 2)
    }

    @Test func `what must not be sent twice is not`() throws {
        let server = try ScriptedServer([[.read, .write(Self.ok), .read], [.read, .write(Self.ok)]])
        let caller = try Caller(server.origin)
        try caller.send()
        _ = try caller.response()
        try caller.send(isIdempotent: false)
        #expect(try caller.failure() == server.origin.map { .cutOff($0, .answer) })
        #expect(server.accepted == 1)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", 2), (ok + "HTTP", 2), (ok, 1),
    ])
    func `a connection is used again only where nothing speaks against it`(_ answer: String, _ connections: Int) throws
    {
        let again: [ScriptedServer.Step] = connections == 1 ? [.read, .write(Self.ok)] : []
        let server = try ScriptedServer([[.read, .write(answer)] + again + [.wait], [.read, .write(Self.ok), .wait]])
        let caller = try Caller(server.origin)
        for _ in 0..<2 {
            try caller.send()
            #expect(try caller.response().status == 200)
        }
        #expect(server.accepted == connections)
    }

    @Test(arguments: [
        ("", ClientPhase.answer), ("HTTP/1.1 200", .answer), ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", .body),
        (chunked + "5\r\nab", .body), (chunked + "2\r\nab\r\n", .body),
    ])
    func `an answer that is cut off is no answer`(_ answer: String, _ phase: ClientPhase) throws {
        let server = try ScriptedServer([[.read, .write(answer)]])
        let caller = try Caller(server.origin)
        try caller.send(isSecret: true)
        #expect(try caller.failure() == server.origin.map { .cutOff($0, phase) })
    }

    @Test(arguments: [("", ClientPhase.answer), ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", .body)])
    func `a server that hangs is given up`(_ answer: String, _ phase: ClientPhase) throws {
        let server = try ScriptedServer([[.read, .write(answer), .wait]])
        let caller = try Caller(server.origin)
        try caller.send(within: .milliseconds(100))
        #expect(try caller.failure() == server.origin.map { .timedOut($0, phase) })
    }

    @Test func `a server that does not shake hands is given up`() throws {
        let server = try ScriptedServer([[.wait]])
        let caller = try Caller(server.origin, tls: ClientTLS(), connect: .milliseconds(100))
        try caller.send()
        #expect(try caller.failure() == server.origin.map { .timedOut($0, .handshake) })
    }

    @Test func `what is no answer is refused`() throws {
        let server = try ScriptedServer([[.read, .write("SSH-2.0-OpenSSH\r\n\r\n"), .wait], [.read, .write(Self.ok)]])
        let caller = try Caller(server.origin)
        try caller.send()
        #expect(try caller.failure() == server.origin.map { .malformed($0, .malformedStatusLine) })
        try caller.send()
        #expect(try caller.response() == (200, "ok"))
    }

    @Test func `an answer may not be longer than its limit`() throws {
        let server = try ScriptedServer([[.read, .write(Self.ok), .wait]])
        let caller = try Caller(server.origin)
        try caller.send(limit: 1)
        #expect(try caller.failure() == server.origin.map { .malformed($0, .bodyTooLarge(limit: 1)) })
    }

    @Test func `a port where nobody listens is said`() throws {
        var server: ScriptedServer? = try ScriptedServer([])
        let origin = server?.origin
        server = nil
        let caller = try Caller(origin)
        try caller.send()
        #expect(try caller.failure() == origin.map { .cannotConnect($0, errno: ECONNREFUSED) })
    }

    @Test func `a redirection is an answer and not followed`() throws {
        let answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        let server = try ScriptedServer([[.read, .write(answer), .wait]])
        let caller = try Caller(server.origin)
        try caller.send()
        #expect(try caller.response() == (302, ""))
    }

    @Test func `a request that would be more than it is is not sent`() throws {
        let caller = try Caller(Origin(host: "127.0.0.1", port: 1))
        try caller.send(Request(method: .get, path: "/a\r\nX: y"))
        #expect(try caller.failure() == .unsendable(.malformedTarget))
    }

    @Test func `no more connections than there may be are opened`() throws {
        let tickets = try Tickets()
        let authority = try Authority()
        let secure = try RunningServer(tickets: tickets, tls: authority.settings)
        let caller = try Caller(
            Origin(host: "127.0.0.1", port: secure.server.address.port),
            tls: ClientTLS(authorities: authority.certificates), connections: 2)
        for index in 0..<6 { try caller.send(Request(method: .get, path: "/later\(index)")) }
        for _ in 0..<3 {
            for ticket in tickets.next(2) { ticket.send(Response(status: .ok, text: "late")) }
            for outcome in try caller.outcomes(2) { #expect(try outcome.get().status == 200) }
        }
    }

    @Test func `stopping fails what is in flight, and what comes after`() throws {
        let server = try ScriptedServer([[.read, .wait]])
        let caller = try Caller(server.origin)
        try caller.send()
        caller.client.stop()
        #expect(try caller.failure() == .stopped)
        try caller.send()
        #expect(try caller.failure() == .stopped)
    }

    @Test func `a timer runs once its time has come`() throws {
        let caller = try Caller(Origin(host: "127.0.0.1", port: 1))
        let inbox = try Inbox<Instant>()
        let start = Instant.now
        caller.client.after(.milliseconds(60)) { if $0 { inbox.post(.now) } }
        #expect(try #require(inbox.next().first) >= start + .milliseconds(60))
    }

    @Test func `a timer that is withdrawn is over at once, and one that has run is not run again`() throws {
        let caller = try Caller(Origin(host: "127.0.0.1", port: 1))
        let inbox = try Inbox<(Int, Bool)>()
        let far = caller.client.after(.seconds(3_600)) { inbox.post((1, $0)) }
        let near = caller.client.after(.zero) { inbox.post((2, $0)) }
        #expect(try #require(inbox.next().first) == (2, true))
        for number in [near, far, far, 0] { caller.client.withdraw(number) }
        #expect(try #require(inbox.next().first) == (1, false))
        caller.client.after(.zero) { inbox.post((3, $0)) }
        let rest = inbox.next()
        #expect(rest.count == 1 && rest[0] == (3, true))
    }

    @Test func `a call that waits can be withdrawn, and one that has begun goes on`() throws {
        let server = try ScriptedServer([[.read, .wait]])
        let caller = try Caller(server.origin, connections: 1)
        let inbox = try Inbox<(Int, Call.Outcome)>()
        let numbers = (0..<3).map { index in
            caller.client.send(
                Call(Request(method: .get, path: "/a"), limit: 1, within: .seconds(10)) { inbox.post((index, $0)) })
        }
        #expect(numbers.sorted() == numbers)
        while server.accepted == 0 { sched() }
        for number in numbers.prefix(2) { caller.client.withdraw(number) }
        let first = inbox.next(1)
        #expect(first.map(\.0) == [1])
        guard case .failure(.stopped)? = first.first?.1 else { throw Client.Failure(what: "withdrawal") }
        caller.client.stop()
        #expect(Set(inbox.next(2).map(\.0)) == [0, 2])
        #expect(server.accepted == 1)
    }
}
