import HTTP
import Serving
import Testing

@Suite(.timeLimit(.minutes(5))) struct RequestTests {
    @Test func `a connection serves one request after the other`() throws {
        let running = try RunningServer()
        let client = try running.client()
        for index in 1...100 {
            try client.send("POST /\(index) HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}")
            #expect(try client.response().hasSuffix("\r\n\r\n/\(index) 2\n"))
        }
    }

    @Test func `every loop serves`() throws {
        let running = try RunningServer(loops: 4)
        for _ in 0..<20 {
            let client = try running.client()
            try client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response().hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }

    @Test func `pipelined requests are answered in order`() throws {
        let running = try RunningServer()
        let client = try running.client()
        try client.send((1...500).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        for index in 1...500 { #expect(try client.response().hasSuffix("\r\n\r\n/\(index) 0\n")) }
    }

    @Test func `answers wait for a client that reads late, and none is lost`() throws {
        let running = try RunningServer()
        let client = try running.client()
        // 32 MiB do not fit into any socket's buffers.
        try client.send(String(repeating: "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", count: 32))
        try client.send("GET /end HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let all = try client.rest()
        #expect(all.utf8.count { $0 == UInt8(ascii: "#") } == 32 << 20)
        #expect(all.hasSuffix("\r\n\r\n/end 0\n"))
    }

    @Test func `a body of many records comes back as it was`() throws {
        let running = try RunningServer()
        let client = try running.client()
        let body = String((0..<200_000).map { Character(Unicode.Scalar(UInt8(65 + $0 % 26))) })
        try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        #expect(try client.response().hasSuffix(body))
        try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        for part in [body.prefix(70_000), body.dropFirst(70_000)] {
            try client.send("\(String(part.utf8.count, radix: 16))\r\n\(part)\r\n")
        }
        try client.send("0\r\n\r\n")
        #expect(try client.response().hasSuffix(body))
    }

    @Test func `large bodies come into each other's memory, and none is mixed up`() throws {
        let running = try RunningServer()
        let waiting = try running.client()
        // While this one is in flight, memory is kept.
        try waiting.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n")
        let client = try running.client()
        for (letter, length) in [("a", 3_000_000), ("b", 2_900_000), ("c", 1_500_000), ("d", 2_999_999)] {
            let body = String(repeating: letter, count: length)
            try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n\(body)")
            #expect(try client.response().hasSuffix("\r\n\r\n\(body)"))
        }
        try waiting.send("x")
        #expect(try waiting.response().hasSuffix("\r\n\r\nx"))
    }

    @Test func `a client that asks may send its body`() throws {
        let running = try RunningServer()
        let client = try running.client()
        try client.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        #expect(try client.response() == "HTTP/1.1 100 Continue\r\n\r\n")
        try client.send("abc")
        #expect(try client.response().hasSuffix("/a 3\n"))
    }

    @Test func `a client that asks is told at once what is known without its body`() throws {
        let running = try RunningServer()
        let client = try running.client()
        let head = "Host: a\r\nExpect: 100-continue\r\nContent-Length: 34\r\n\r\n"
        try client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\nPOST /nobody HTTP/1.1\r\n\(head)")
        #expect(try client.response().hasSuffix("/a 0\n"))
        let answer = try client.response()
        #expect(answer.hasPrefix("HTTP/1.1 404 Not Found\r\n") && answer.contains("Connection: close\r\n"))
        // What it sends all the same is no request.
        try client.send("GET /never HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.rest().isEmpty)
        #expect(running.server.counts.requests == 2)
    }

    @Test func `a client that asks to send too much is told so by what it has sent`() throws {
        let running = try RunningServer(limits: Limits(body: 1_000, keptOfOversizeBody: 100))
        let client = try running.client()
        try client.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n")
        #expect(try client.response() == "HTTP/1.1 100 Continue\r\n\r\n")
        try client.send(String(repeating: "x", count: 100))
        #expect(try client.response().hasSuffix("/a 100 and more\n"))
    }

    @Test func `HEAD gets no body, and the next answer is in its place`() throws {
        let running = try RunningServer()
        let client = try running.client()
        try client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response(toHead: true).hasSuffix("Content-Length: 5\r\n\r\n"))
        #expect(try client.response().hasSuffix("/b 0\n"))
    }

    @Test(arguments: [
        "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET /a HTTP/1.0\r\n\r\n",
        "GET /last HTTP/1.1\r\nHost: a\r\n\r\n",
    ])
    func `the last answer says so and the connection ends`(_ request: String) throws {
        let running = try RunningServer()
        let client = try running.client()
        try client.send(request)
        #expect(try client.rest().contains("\r\nConnection: close\r\n"))
    }

    @Test func `what is no request is refused, and the connection ends`() throws {
        let running = try RunningServer()
        let client = try running.client()
        try client.send(
            "GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n\r\nGET /never HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response().hasSuffix("/a 0\n"))
        let refusal = try client.rest()
        #expect(refusal.hasPrefix("HTTP/1.1 400 Bad Request\r\n") && refusal.contains("Connection: close\r\n"))
        #expect(!refusal.contains("never"))
    }

    @Test(arguments: [true, false])
    func `a body too long is answered while the client still sends`(_ isChunked: Bool) throws {
        let running = try RunningServer(limits: Limits(body: 1_000, keptOfOversizeBody: 100))
        let client = try running.client()
        let length = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: 8388608"
        try client.send("POST /a HTTP/1.1\r\nHost: a\r\n\(length)\r\n\r\n\(isChunked ? "800000\r\n" : "")")
        // A server that closed at once would reset the connection within these.
        for _ in 0..<128 { try client.send([UInt8](repeating: 0x78, count: 1 << 16)) }
        let answer = try client.rest()
        #expect(answer.hasPrefix("HTTP/1.1 413 Content Too Large\r\n"))
        #expect(answer.contains("Connection: close\r\n") && answer.hasSuffix("/a 100 and more\n"))
    }

    @Test func `probes are answered over plain HTTP`() throws {
        let running = try RunningServer()
        let client = try Client(#require(running.server.adminAddress), tls: false)
        try client.send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try client.response().hasSuffix("/livez 0\n"))
        #expect(try client.rest().hasSuffix("/b 0\n"))
    }
}
