import HTTP
import Testing

@Suite struct LimitTests {
    /// Heads end at 100 bytes, targets at 20, bodies at 10, of which 4 are kept.
    static let small = Limits(head: 100, fields: 3, target: 20, body: 10, keptOfOversizeBody: 4)

    static func head(of count: Int) -> String {
        let frame = "GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n".utf8.count
        return "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: count - frame))\r\n\r\n"
    }

    @Test(arguments: [(100, nil), (101, .headTooLarge), (500, .headTooLarge)] as [(Int, RequestFailure?)])
    func `a head may be as long as its limit`(_ count: Int, _ failure: RequestFailure?) {
        #expect(Decoding(Self.head(of: count), limits: Self.small).failure == failure)
        #expect(Decoding(Self.head(of: count), bytewise: true, limits: Self.small).failure == failure)
    }

    @Test(arguments: [(20, nil), (21, .targetTooLong), (200, .targetTooLong)] as [(Int, RequestFailure?)])
    func `a target may be as long as its limit`(_ count: Int, _ failure: RequestFailure?) {
        let target = "/" + String(repeating: "x", count: count - 1)
        let text = "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n"
        #expect(Decoding(text, limits: Self.small).failure == failure)
        #expect(Decoding(text, bytewise: true, limits: Self.small).failure == failure)
    }

    @Test func `a request line without an end is a target too long`() {
        #expect(Decoding(String(repeating: "A", count: 101), limits: Self.small).failure == .targetTooLong)
    }

    @Test func `empty lines before a request line are bounded`() {
        let lines = String(repeating: "\r\n", count: 50)
        #expect(Decoding(lines, bytewise: true, limits: Self.small).failure == nil)
        #expect(Decoding(lines + "\r\n", bytewise: true, limits: Self.small).failure == .headTooLarge)
    }

    @Test(arguments: [1, 20, 50])
    func `empty lines take nothing from the head behind them, and nothing is lost`(_ count: Int) {
        let text = String(repeating: "\r\n", count: count) + post("A: 1") + post("B: 1")
        for bytewise in [false, true] {
            let decoding = Decoding(text, bytewise: bytewise, limits: Self.small)
            #expect(decoding.requests.count == 2)
            #expect(decoding.failure == nil)
        }
    }

    @Test func `fields are counted`() {
        #expect(Decoding(post("A: 1", "B: 1"), limits: Self.small).failure == nil)
        #expect(Decoding(post("A: 1", "B: 1", "C: 1"), limits: Self.small).failure == .tooManyFields)
    }

    @Test func `chunk extensions are bounded one by one and together`() {
        let long = "1;" + String(repeating: "x", count: 100) + "\r\n"
        let many = String(repeating: "1;xxxxxxxxxxxxxxxxxxxx\r\na\r\n", count: 5)
        for body in [long, many] {
            let text = post("Transfer-Encoding: chunked", body: body)
            #expect(Decoding(text, limits: Self.small).failure == .chunkExtensionsTooLarge)
        }
    }

    @Test func `trailers are bounded one by one and together`() {
        let long = "0\r\nX: " + String(repeating: "x", count: 100) + "\r\n\r\n"
        let many = "0\r\n" + String(repeating: "X: xxxxxxxxxxxxxxxx\r\n", count: 5) + "\r\n"
        for body in [long, many] {
            let text = post("Transfer-Encoding: chunked", body: body)
            #expect(Decoding(text, limits: Self.small).failure == .trailersTooLarge)
        }
    }

    @Test func `a body of just the limit is whole`() throws {
        for text in [
            post("Content-Length: 10", body: "0123456789"),
            post("Transfer-Encoding: chunked", body: "6\r\n012345\r\n4\r\n6789\r\n0\r\n\r\n"),
        ] {
            let request = try #require(Decoding(text, limits: Self.small).requests.first)
            #expect(!request.bodyOverflowed && request.body == Array("0123456789".utf8))
        }
    }

    @Test(arguments: [
        post("Content-Length: 11", body: "0123"), post("Content-Length: 11", body: "0123456789X"),
        post("Content-Length: 99999999999999999999999999", body: "01234"),
        post("Transfer-Encoding: chunked", body: "b\r\n0123"),
        post("Transfer-Encoding: chunked", body: "2\r\n01\r\n9\r\n2345"),
        post("Transfer-Encoding: chunked", body: "a\r\n0123456789\r\n1\r\n"),
        post("Transfer-Encoding: chunked", body: "1\r\n0\r\nfffffffffffffff\r\n123"),
    ])
    func `of a body too long the beginning is handed out at once`(_ text: String) throws {
        for bytewise in [false, true] {
            let decoding = Decoding(text, bytewise: bytewise, limits: Self.small)
            let request = try #require(decoding.requests.first)
            #expect(request.bodyOverflowed && request.body == Array("0123".utf8))
        }
    }

    @Test func `a body too long is waited for until its beginning is there`() {
        #expect(Decoding(post("Content-Length: 11", body: "012"), limits: Self.small).requests.isEmpty)
    }

    @Test func `a body too long that ends before the beginning is whole is handed out at its end`() throws {
        let limits = Limits(body: 2, keptOfOversizeBody: 100)
        for text in [
            post("Content-Length: 3", body: "012"),
            post("Transfer-Encoding: chunked", body: "3\r\n012\r\n0\r\n\r\n"),
        ] {
            let request = try #require(Decoding(text, limits: limits).requests.first)
            #expect(request.bodyOverflowed && request.body == Array("012".utf8))
        }
    }
}
