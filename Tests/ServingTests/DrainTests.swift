import Glibc
import HTTP
import Synchronization
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct DrainTests {
    /// So long that what a test sees is within the delay.
    static let long = Drain(delay: .seconds(600), limit: .seconds(900))

    static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }

    @Test func `within the delay new clients are served, and each answer is the last`() throws {
        let running = try RunningServer(loops: 2, drain: Self.long)
        #expect(!running.server.isDraining)
        running.server.stop()
        #expect(running.server.isDraining)
        for index in 0..<20 {
            let client = try running.client()
            // The loops hear of it a moment later than whoever has said it.
            try client.send(Self.get("/\(index)") + (index < 10 ? "" : Self.get("/never")))
            let answer = try index < 10 ? client.response() : client.rest()
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && !answer.contains("never"))
            if index >= 10 { #expect(answer.contains("\r\nConnection: close\r\n")) }
        }
    }

    @Test func `within the delay idle connections stay, until they have had an answer that says so`() throws {
        let running = try RunningServer(drain: Self.long)
        let idle = try (0..<3).map { _ in try running.client() }
        running.server.stop()
        // From the first answer that says so, the loop knows.
        while true {
            let other = try running.client()
            try other.send(Self.get("/a"))
            if try other.response().contains("\r\nConnection: close\r\n") { break }
        }
        for client in idle {
            try client.send(Self.get("/b"))
            let answer = try client.rest()
            #expect(answer.contains("\r\nConnection: close\r\n") && answer.hasSuffix("/b 0\n"))
        }
    }

    @Test func `readiness fails at once, and probes are answered all along`() throws {
        let running = try RunningServer(drain: Self.long)
        let probe = try Client(#require(running.server.adminAddress), tls: false)
        try probe.send(Self.get("/readyz"))
        #expect(try probe.response().hasPrefix("HTTP/1.1 200 OK\r\n"))
        running.server.stop()
        try probe.send(Self.get("/readyz"))
        #expect(try probe.response().hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        try probe.send(Self.get("/livez"))
        #expect(try probe.response().hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func `after the delay nobody is let in any more, and the server ends`() throws {
        let running = try RunningServer(drain: Drain(delay: .milliseconds(100), limit: .seconds(60)))
        running.server.stop()
        while (try? running.client()) != nil {}
        #expect(running.join() && running.unanswered == 0)
    }

    @Test func `without the delay it ends at once`() throws {
        let running = try RunningServer(drain: Self.long)
        running.server.stop(delayed: false)
        #expect(running.join() && running.unanswered == 0)
    }

    @Test func `what is not answered by the end is counted`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(drain: Drain(delay: .zero, limit: .milliseconds(100)), tickets: tickets)
        let client = try running.client()
        try client.send(Self.get("/later"))
        let ticket = tickets.next()
        running.server.stop()
        #expect(running.join() && running.unanswered == 1)
        withExtendedLifetime(ticket) {}
    }

    @Test(arguments: [
        ("GET / HT", 1), ("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{", 1), ("", 0),
    ])
    func `a request that is cut off while it comes in is counted, a connection without one is not`(
        _ start: String, _ count: Int
    ) throws {
        let running = try RunningServer(drain: Self.long)
        let client = try running.client()
        if !start.isEmpty { try client.send(start) }
        running.wait { $0.open == 1 && $0.handshakes == 1 && $0.inFlight == count }
        running.server.stop()
        running.server.stop()
        #expect(running.join() && running.unanswered == count)
        withExtendedLifetime(client) {}
    }

    @Test func `a delay longer than the limit ends with it`() throws {
        let running = try RunningServer(drain: Drain(delay: .seconds(600), limit: .milliseconds(100)))
        let idle = try running.client()
        running.server.stop()
        #expect(running.join())
        withExtendedLifetime(idle) {}
    }

    @Test(arguments: [[SIGINT], [SIGTERM, SIGINT], [SIGHUP, SIGINT]])
    func `Ctrl-C does not wait for endpoints, alone or with another signal`(_ signals: [Int32]) throws {
        let files = try CertificateFiles()
        let settings = ServerSettings(
            listen: Endpoint(address: "127.0.0.1", port: 0), tls: files.settings, loops: 1, drain: Self.long)
        let server = try Server(settings, handler: Echo()) { _ in Echo() }
        let thread = try LoopThread {
            guard let source = try? Signals() else { return }
            for signal in signals { pthread_kill(pthread_self(), signal) }
            _ = try? server.run(signals: source)
        }
        thread.join()
        #expect(server.isDraining)
    }

    @Test(arguments: [(1, 8), (100, 8), (160, 10), (10_000, 256)])
    func `a sixteenth more connections are told to come again`(_ connections: Int, _ spare: Int) {
        #expect(Places.spare(for: connections) == spare)
    }

    @Test(arguments: [1, 8, 130, 160, 2_000, 4_100, 10_000])
    func `where there is room for those as well, all that are wanted are served`(_ connections: Int) {
        let room = connections + Places.spare(for: connections)
        #expect(Places.regular(of: connections, in: room) == connections)
    }

    @Test(arguments: [(2_000, 768), (2_000, 2_100), (10_000, 10_100), (10, 12), (100, 1)])
    func `where room is short, both find it`(_ connections: Int, _ room: Int) {
        let regular = Places.regular(of: connections, in: room)
        #expect(regular >= 1 && regular < connections)
        #expect(regular == 1 || regular + Places.spare(for: regular) <= room)
    }
}
