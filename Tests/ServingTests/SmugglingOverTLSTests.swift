import HTTP
import Testing

@testable import Serving

/// The table of these is in HTTPTests; a few of each kind go all the way.
@Suite(.timeLimit(.minutes(5))) struct SmugglingOverTLSTests {
    static let smuggled = "GET /never HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test(arguments: [
        "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n", "Content-Length: 0\r\nContent-Length: 34\r\n\r\n",
        "Content-Length: 0\r\nContent-Length: 0\r\n\r\n", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "X: y\r\n folded\r\n\r\n", "X: y\nContent-Length: 0\r\n\r\n", "X: a\0b\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0;\(String(repeating: "x", count: 20_000))\r\n\r\n",
    ])
    func `one refusal is all that is heard, and the connection ends`(_ rest: String) throws {
        let running = try RunningServer()
        let client = try running.client()
        try client.send("POST /a HTTP/1.1\r\nHost: a\r\n" + rest + Self.smuggled + Self.smuggled)
        let all = try client.rest()
        #expect(all.hasPrefix("HTTP/1.1 4") || all.hasPrefix("HTTP/1.1 501 "))
        #expect(all.contains("\r\nConnection: close\r\n") && !all.contains("never"))
        #expect(all.components(of: "HTTP/1.1 ") == 1)
        let counts = running.server.counts
        #expect(counts.requests == 0)
        #expect(counts.refusals[.malformed, default: 0] + counts.refusals[.tooLarge, default: 0] == 1)
    }

    @Test func `what was asked before is answered before the refusal`() throws {
        let running = try RunningServer()
        let client = try running.client()
        try client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost : a\r\n\r\n" + Self.smuggled)
        let all = try client.rest()
        #expect(all.components(of: "HTTP/1.1 ") == 2 && all.contains("/a 0\n") && !all.contains("never"))
    }
}

extension String {
    /// How often `text` is in it.
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
