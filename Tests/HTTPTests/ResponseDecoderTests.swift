import HTTP
import Testing

@Suite struct ResponseDecoderTests {
    static func decode(_ text: String, limits: Limits = Limits()) -> ResponseDecoding {
        ResponseDecoding(Array(text.utf8), limits: limits)
    }

    @Test(arguments: ResponseDecoding.recorded)
    func `a recorded answer cut anywhere is put together`(_ name: String) throws {
        let bytes = try ResponseDecoding.recorded(name)
        let whole = ResponseDecoding(bytes)
        #expect(whole.isComplete && whole.failure == nil && whole.left.isEmpty && !whole.body.isEmpty)
        for cut in bytes.indices {
            let decoding = ResponseDecoding(bytes, cut: cut)
            guard decoding.isComplete, decoding.body == whole.body, decoding.head?.status == whole.head?.status else {
                Issue.record("cut at \(cut)")
                return
            }
        }
        #expect(ResponseDecoding(bytes, bytewise: true).body == whole.body)
    }

    @Test(arguments: ["secret-get-404", "secrets-watch"])
    func `asks for more at every cut`(_ name: String) throws {
        let bytes = try ResponseDecoding.recorded(name)
        for count in bytes.indices {
            let decoding = ResponseDecoding(Array(bytes[..<count]))
            #expect(!decoding.isComplete && decoding.failure == nil, "after \(count) bytes")
        }
    }

    @Test(arguments: [
        ("version", 200), ("sar-allowed", 201), ("secret-get-401", 401), ("secret-get-403", 403),
        ("unknown-group-404", 404), ("sar-bad-422", 422),
    ])
    func `the status is read`(_ name: String, _ status: Int) throws {
        let head = try #require(ResponseDecoding(try ResponseDecoding.recorded(name)).head)
        #expect(head.status == status && head.keepsAlive && head.headers["audit-id"] != nil)
    }

    @Test func `a stream may be longer than the limit for what is taken piece by piece`() throws {
        let bytes = try ResponseDecoding.recorded("secrets-watch")
        let whole = ResponseDecoding(bytes)
        let limits = Limits(body: 1_000)
        let decoding = ResponseDecoding(bytes, bytewise: true, limits: limits, takingPieces: true)
        #expect(decoding.isComplete && decoding.body == whole.body && whole.body.count > 1_000)
        #expect(ResponseDecoding(bytes, limits: limits).failure == .bodyTooLarge(limit: 1_000))
    }

    @Test func `provisional answers are passed over`() {
        let decoding = Self.decode(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP")
        #expect(decoding.head?.status == 200 && decoding.body == Array("{}".utf8))
        #expect(decoding.head?.headers["link"] == nil)
        #expect(decoding.left == Array("HTTP".utf8))
    }

    @Test(arguments: [204, 304])
    func `some answers have no body, whatever they say`(_ status: Int) {
        let decoding = Self.decode("HTTP/1.1 \(status) A\r\nContent-Length: 5\r\n\r\n12345")
        #expect(decoding.isComplete && decoding.body.isEmpty && decoding.left.count == 5)
    }

    @Test(arguments: [
        ("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", true), ("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", false),
        ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", false),
    ])
    func `the head says whether the connection goes on`(_ text: String, _ goesOn: Bool) {
        #expect(Self.decode(text).head?.keepsAlive == goesOn)
    }

    @Test(arguments: [
        "\r\nHTTP/1.1 200 OK\r\n", "HTTP/2 200 OK\r\n", "HTTP/2.0 200 OK\r\n", "http/1.1 200 OK\r\n",
        "HTTP/1.1 20 O\r\n",
        "HTTP/1.1 2000 OK\r\n", "HTTP/1.1  200 OK\r\n", "HTTP/1.1 600 No\r\n", "HTTP/1.1 099 No\r\n",
        "HTTP/1.1 200 \u{1}\r\n", "HTTP/1.1 +20 OK\r\n", "200 OK\r\n",
    ])
    func `what is no status line is refused`(_ text: String) {
        #expect(Self.decode(text).failure == .malformedStatusLine)
    }

    @Test(arguments: [
        ("", ResponseFailure.missingLength), ("Content-Length: 1\r\nContent-Length: 1", .malformed(.repeatedLength)),
        ("Content-Length: 1\r\nTransfer-Encoding: chunked", .malformed(.lengthAndCoding)),
        ("Transfer-Encoding: gzip", .malformed(.unknownTransferCoding)),
        ("Content-Length: -1", .malformed(.malformedLength)),
        ("Content-Length: 1, 1", .malformed(.malformedLength)), ("A : b", .malformed(.malformedField)),
        (" A: b", .malformed(.foldedField)), ("A: b\nC: d", .malformed(.bareLineBreak)),
        ("Content-Length: 99999999999999999999", .bodyTooLarge(limit: 32 << 20)),
    ])
    func `a head whose meaning is in doubt is refused`(_ fields: String, _ failure: ResponseFailure) {
        let text = "HTTP/1.1 200 OK\r\n" + (fields.isEmpty ? "" : "\(fields)\r\n") + "\r\n"
        #expect(Self.decode(text).failure == failure)
    }

    @Test func `protocols are not switched, and nothing is put off for ever`() {
        #expect(Self.decode("HTTP/1.1 101 Go\r\n\r\n").failure == .switchedProtocols)
        let many = String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 9)
        #expect(Self.decode(many).failure == .tooManyProvisional)
        #expect(
            Self.decode("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").failure == .malformed(.codingInHTTP10))
    }

    @Test func `limits hold`() {
        let long = "HTTP/1.1 200 OK\r\nA: \(String(repeating: "a", count: 20_000))\r\n\r\n"
        #expect(Self.decode(long).failure == .malformed(.headTooLarge))
        let many = "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 101)
        #expect(Self.decode(many).failure == .malformed(.tooManyFields))
        let body = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n"
        #expect(Self.decode(body, limits: Limits(body: 10)).failure == .bodyTooLarge(limit: 10))
    }

    @Test func `a bad chunk is refused`() {
        let text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n"
        #expect(Self.decode(text).failure == .malformed(.malformedChunk))
    }
}
