import HTTP
import Testing

@Suite struct RequestEncodingTests {
    @Test func `a request is written as it is read`() throws {
        var bytes: [UInt8] = []
        let request = Request(
            method: .post, path: "/apis/a", query: "limit=5", headers: ["Accept": "application/json"],
            body: Array("{}".utf8))
        try request.encode(to: "[::1]:6443", into: &bytes)
        let wanted =
            "POST /apis/a?limit=5 HTTP/1.1\r\nHost: [::1]:6443\r\nAccept: application/json\r\nContent-Length: 2\r\n\r\n{}"
        #expect(String(decoding: bytes, as: UTF8.self) == wanted)
        let read = try #require(Decoding(wanted).requests.first)
        #expect(read.path == "/apis/a" && read.query == "limit=5" && read.method == .post)
    }

    @Test func `a GET has no length`() throws {
        var bytes: [UInt8] = []
        try Request(method: .get, path: "/a").encode(to: "b", into: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "GET /a HTTP/1.1\r\nHost: b\r\n\r\n")
    }

    @Test(arguments: [
        (Request(method: .get, path: "/a b"), "h", RequestFailure.malformedTarget),
        (Request(method: .get, path: "a"), "h", .malformedTarget),
        (Request(method: .get, path: "/a\r\nX: y"), "h", .malformedTarget),
        (Request(method: .get, path: "/a", query: "b#c"), "h", .malformedTarget),
        (Request(method: .get, path: "/"), "h\r\n", .malformedHost),
        (Request(method: .get, path: "/"), "", .malformedHost),
        (Request(method: .get, path: "/", headers: ["Authorization": "Bearer a\r\nX: y"]), "h", .malformedField),
        (Request(method: .get, path: "/", headers: ["A b": "c"]), "h", .malformedField),
    ])
    func `nothing becomes more than it is`(_ request: Request, _ authority: String, _ failure: RequestFailure) {
        var bytes: [UInt8] = []
        #expect(throws: failure) { try request.encode(to: authority, into: &bytes) }
        #expect(bytes.isEmpty)
    }
}
