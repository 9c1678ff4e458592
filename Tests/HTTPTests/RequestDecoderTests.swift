import HTTP
import Testing

@Suite struct RequestDecoderTests {
    static let plain = post("Content-Type: application/json", "Content-Length: 7", body: "{\"a\":1}")
    static let chunked = post(
        "Transfer-Encoding: chunked", body: "3;x=\"y\"\r\n{\"a\r\n0004 ; b\r\n\":1}\r\n0\r\nDigest: z\r\n\r\n")

    @Test(arguments: [plain, chunked], 0..<plain.utf8.count)
    func `a request cut anywhere is put together`(_ whole: String, _ cut: Int) throws {
        let decoding = Decoding(whole, cut: min(cut, whole.utf8.count))
        let request = try #require(decoding.requests.first)
        #expect(decoding.requests.count == 1 && decoding.failure == nil && decoding.left.isEmpty)
        #expect(request.method == .post && request.version == .http11)
        #expect(request.path == "/validate" && request.query == "timeout=5s")
        #expect(decoding.bodies == ["{\"a\":1}"])
        #expect(request.headers["HOST"] == "a" && request.hasLength && request.keepsAlive)
    }

    @Test(arguments: [plain, chunked])
    func `a request in single bytes is put together`(_ whole: String) {
        #expect(Decoding(whole, bytewise: true).bodies == ["{\"a\":1}"])
    }

    @Test(arguments: [plain, chunked])
    func `asks for more at every cut`(_ whole: String) {
        for count in 0..<whole.utf8.count {
            let decoding = Decoding(String(decoding: whole.utf8.prefix(count), as: UTF8.self))
            #expect(decoding.requests.isEmpty && decoding.failure == nil, "after \(count) bytes")
        }
    }

    @Test(arguments: 0..<(plain + chunked + plain).utf8.count)
    func `requests one behind the other come in order`(_ cut: Int) {
        let decoding = Decoding(Self.plain + Self.chunked + Self.plain, cut: cut)
        #expect(decoding.bodies == ["{\"a\":1}", "{\"a\":1}", "{\"a\":1}"])
        #expect(decoding.failure == nil)
    }

    @Test func `what follows a request stays in the input`() throws {
        var input = ArraySlice((Self.plain + "POST").utf8)
        var decoder = RequestDecoder(limits: Limits())
        guard case .complete = try decoder.decode(&input) else { return #expect(Bool(false)) }
        #expect(Array(input) == Array("POST".utf8))
        #expect(decoder.stage == .nothing)
    }

    @Test func `the memory of a request that is still held is not used again`() throws {
        let decoding = Decoding(post("Content-Length: 1", body: "a") + post("Content-Length: 1", "X: y", body: "b"))
        #expect(decoding.bodies == ["a", "b"])
        #expect(decoding.requests.first?.headers.count == 2)
    }

    @Test(arguments: [
        ("", RequestDecoder.Stage.nothing), ("P", .head), ("POST / HTTP/1.1\r\nHost: a\r\n", .head),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n", .body),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2", .body), (plain, .nothing),
    ])
    func `the stage says how far a request has got`(_ text: String, _ stage: RequestDecoder.Stage) {
        #expect(Decoding(text).stage == stage)
    }

    @Test(arguments: [
        ("HTTP/1.1", "X: y", true), ("HTTP/1.1", "Connection: close", false),
        ("HTTP/1.1", "Connection: upgrade , CLOSE", false), ("HTTP/1.0", "X: y", false),
        ("HTTP/1.0", "Connection: Keep-Alive", true), ("HTTP/1.0", "Connection: keep-alive, close", false),
        ("HTTP/1.9", "X: y", true),
    ])
    func `the connection goes on by the rules of its version`(_ version: String, _ field: String, _ goesOn: Bool) {
        let decoding = Decoding("GET / \(version)\r\nHost: a\r\n\(field)\r\n\r\n")
        #expect(decoding.requests.first?.keepsAlive == goesOn)
    }

    @Test(
        arguments: [
            ("/validate", "/validate", nil), ("/?a?b", "/", "a?b"), ("/a%20b?", "/a%20b", ""),
            ("https://host:8443/validate?x=1", "/validate", "x=1"), ("HTTP://[::1]", "/", nil),
            ("http://h?q", "/", "q"),
        ] as [(String, String, String?)])
    func `a target has a path and a query`(_ target: String, _ path: String, _ query: String?) {
        let decoding = Decoding("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(decoding.requests.first?.path == path && decoding.requests.first?.query == query)
    }

    @Test func `a request without any length has no body and says so`() {
        let request = Decoding(post()).requests.first
        #expect(request?.hasLength == false && request?.body == [])
    }

    @Test func `OPTIONS of the whole server has a star for its path`() {
        #expect(Decoding("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").requests.first?.path == "*")
    }

    @Test func `an empty line before the request line is skipped, and no request begins with it`() {
        #expect(Decoding("\r\n\r\n" + Self.plain).requests.count == 1)
        #expect(Decoding("\r\n\r\n" + Self.plain, bytewise: true).requests.count == 1)
        #expect(Decoding("\r\n").stage == .nothing)
        #expect(Decoding("\r\n\r").stage == .head)
    }

    @Test func `of a request that is coming in, its head and a line between chunks count too`() throws {
        let head = post("Transfer-Encoding: chunked")
        var decoder = RequestDecoder(limits: Limits())
        var input = Array((head + "3\r\nabc\r\n5;name=value").utf8)[...]
        _ = try decoder.decode(&input)
        #expect(decoder.occupied == head.utf8.count + 3 + "5;name=value".utf8.count)
        input = Array("\r\nabcde\r\n0\r\n\r\n".utf8)[...]
        _ = try decoder.decode(&input)
        // A small body's memory is the next one's.
        #expect(decoder.occupied == 8)
    }

    @Test(arguments: [
        ("Content-Type: Application/JSON", true), ("content-type:application/json ;charset=utf-8", true),
        ("Content-Type: application/jsonp", false), ("Content-Type:", false), ("X: application/json", false),
    ])
    func `the media type is compared without case and parameters`(_ field: String, _ expected: Bool) {
        #expect(Decoding(post(field)).requests.first?.headers.hasMediaType("application/json") == expected)
    }
}
