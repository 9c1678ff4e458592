import HTTP
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct AdminPortTests {
    @Test(arguments: ["", "GET /livez HTTP/1.1\r\nX: "])
    func `a probe is answered beside 200 connections that nobody uses`(_ start: String) throws {
        let running = try RunningServer()
        let admin = try #require(running.server.adminAddress)
        let idle = try (0..<200).map { _ in
            let client = try Client(admin, tls: false)
            if !start.isEmpty { try client.send(start) }
            return client
        }
        for _ in 0..<3 {
            let probe = try Client(admin, tls: false)
            try probe.send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try probe.response().hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
        withExtendedLifetime(idle) {}
    }
}
