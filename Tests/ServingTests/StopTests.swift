import Glibc
import HTTP
import Synchronization
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct StopTests {
    @Test func `stopping ends idle connections and answers requests in flight`() throws {
        let running = try RunningServer()
        let idle = try running.client()
        let busy = try running.client()
        try busy.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        #expect(try busy.response() == "HTTP/1.1 100 Continue\r\n\r\n")
        running.server.stop()
        #expect(try idle.rest().isEmpty)
        #expect(throws: Client.Failure.self) { try running.client() }
        try busy.send("abc")
        let answer = try busy.rest()
        #expect(answer.contains("Connection: close\r\n") && answer.hasSuffix("/a 3\n"))
        #expect(running.join())
    }

    @Test func `a connection that was idle when the server stopped has one more request`() throws {
        let running = try RunningServer()
        let idle = try running.client()
        try idle.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try idle.response()
        running.server.stop()
        // From here on the server is stopping.
        while (try? running.client()) != nil {}
        try idle.send("GET /b HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = try idle.rest()
        #expect(answer.contains("Connection: close\r\n") && answer.hasSuffix("/b 0\n"))
        #expect(running.join())
    }

    @Test func `stopping lets a client read its answer, and ends its connection then`() throws {
        let running = try RunningServer()
        let idle = try running.client()
        let late = try running.client()
        // More than sockets buffer, so that the answer is being written when the server is told to stop.
        let body = [UInt8](repeating: 0x23, count: 16 << 20)
        try late.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n")
        try late.send(body)
        running.server.stop()
        #expect(try idle.rest().isEmpty)
        #expect(try late.rest().utf8.count { $0 == 0x23 } == body.count)
        #expect(running.join())
    }

    @Test func `probes are answered while the rest is stopping`() throws {
        let running = try RunningServer()
        let idle = try running.client()
        let busy = try running.client()
        try busy.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        _ = try busy.response()
        running.server.stop()
        #expect(try idle.rest().isEmpty)
        let probe = try Client(#require(running.server.adminAddress), tls: false)
        try probe.send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try probe.response().hasSuffix("/livez 0\n"))
    }

    @Test func `stopping twice does not wait`() throws {
        let running = try RunningServer()
        let busy = try running.client()
        try busy.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        _ = try busy.response()
        running.server.stop()
        running.server.stop()
        #expect(running.join())
    }

    @Test func `stopping waits no longer than the time for it`() throws {
        let running = try RunningServer(drain: Drain(delay: .zero, limit: .milliseconds(100)))
        let busy = try running.client()
        try busy.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        _ = try busy.response()
        running.server.stop()
        #expect(running.join())
    }

    @Test func `SIGHUP reloads and SIGTERM stops`() throws {
        let seen = Seen()
        let files = try CertificateFiles()
        let settings = ServerSettings(
            listen: Endpoint(address: "127.0.0.1", port: 0), tls: files.settings, loops: 1,
            drain: Drain(delay: .zero))
        let server = try Server(settings, handler: Echo()) { _ in Echo() }
        let thread = try LoopThread {
            guard let signals = try? Signals() else { return }
            // They go to this thread alone, as the other tests share the process.
            for signal in [SIGHUP, SIGTERM] { pthread_kill(pthread_self(), signal) }
            _ = try? server.run(signals: signals) { seen.reloads.add(1, ordering: .relaxed) }
            seen.hasEnded.store(true, ordering: .relaxed)
        }
        thread.join()
        let reloads = seen.reloads.load(ordering: .relaxed)
        let hasEnded = seen.hasEnded.load(ordering: .relaxed)
        #expect(reloads == 1 && hasEnded)
    }

    final class Seen: Sendable {
        let reloads = Atomic(0)
        let hasEnded = Atomic(false)
    }
}
