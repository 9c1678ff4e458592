import HTTP
import Testing

/// Heads that the next in line may read in another way than we do: each comes with a request in its body that must
/// never be taken for one.
@Suite struct SmugglingTests {
    static let smuggled = "GET /never HTTP/1.1\r\nHost: a\r\n\r\n"

    static let fields: [(String, RequestFailure)] = [
        ("Content-Length: 5\r\nX: y\r\nContent-Length: 5", .repeatedLength),
        ("Content-Length: 0\r\nContent-Length: 34", .repeatedLength),
        ("Content-Length: 0\r\nTransfer-Encoding: chunked", .lengthAndCoding),
        ("Transfer-Encoding: chunked\r\nX: y\r\ncontent-LENGTH: 0", .lengthAndCoding),
        ("Transfer-Encoding: xchunked\r\nContent-Length: 0", .unknownTransferCoding),
        ("Content-Length: 0\r\nTransfer-Encoding: identity", .lengthAndCoding),
        ("Content-Length : 0", .malformedField), ("Content-Length\t: 0", .malformedField),
        ("Transfer-Encoding : chunked", .malformedField), ("Transfer-Encoding\0: chunked", .malformedField),
        (" Transfer-Encoding: chunked", .foldedField), ("X: y\r\n Transfer-Encoding: chunked", .foldedField),
        ("Content-Length: 0\r\n 5", .foldedField), ("Transfer-Encoding:\r\n chunked", .malformedTransferCoding),
        ("X: y\nTransfer-Encoding: chunked", .bareLineBreak), ("X: y\rTransfer-Encoding: chunked", .malformedField),
        ("X: y\r\r\nTransfer-Encoding: chunked", .malformedField), ("X: y\n\r\nContent-Length: 0", .bareLineBreak),
        ("Content-Length: 0\0", .malformedField), ("Content-Length: 0;", .malformedLength),
        ("Content-Length: 1e1", .malformedLength), ("Content-Length: 5.0", .malformedLength),
        ("Content-Length: \u{665}", .malformedLength), ("Content-Length: 0_0", .malformedLength),
        ("Content-Length: 0x0", .malformedLength), ("Content-Length: \"0\"", .malformedLength),
        ("Content-Length: ,0", .malformedLength), ("Content-Length: 0,", .malformedLength),
        ("Transfer-Encoding: chunked, identity", .unknownTransferCoding),
        ("Transfer-Encoding: identity, chunked", .unknownTransferCoding),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", .malformedTransferCoding),
        ("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", .unknownTransferCoding),
        ("Transfer-Encoding: chunked;q=1", .unknownTransferCoding),
        ("Transfer-Encoding: chunked;", .unknownTransferCoding),
        ("Transfer-Encoding: chun ked", .unknownTransferCoding),
        ("Transfer-Encoding: ,chunked", .malformedTransferCoding),
        ("Transfer-Encoding: chunked,", .malformedTransferCoding),
        ("Transfer-Encoding: chunked\0", .malformedField), ("Transfer-Encoding: \u{B}chunked", .malformedField),
        ("Transfer-Encoding: chunked\u{C}", .malformedField), ("Transfer-Encoding: 'chunked'", .unknownTransferCoding),
        ("Transfer-Encoding: cow", .unknownTransferCoding), ("Host: b", .repeatedHost),
    ]

    @Test(arguments: fields)
    func `what can be read in two ways is refused, and what follows is no request`(
        _ fields: String, _ failure: RequestFailure
    ) {
        let text = post(fields, body: Self.smuggled)
        for bytewise in [false, true] {
            let decoding = Decoding(text, bytewise: bytewise)
            #expect(decoding.failure == failure)
            #expect(decoding.requests.isEmpty)
        }
    }

    @Test(arguments: [
        ("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", RequestFailure.codingInHTTP10),
        ("POST / HTTP/1.0\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", .lengthAndCoding),
        ("POST / HTTP/1.1\rHost: a\r\n\r\n", .malformedRequestLine),
        ("POST / HTTP/1.1\r\r\nHost: a\r\n\r\n", .malformedRequestLine),
        ("POST / HTTP/1.1\0\r\nHost: a\r\n\r\n", .malformedRequestLine),
        ("POST\0 / HTTP/1.1\r\nHost: a\r\n\r\n", .malformedRequestLine),
        ("POST /\rX HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
        ("POST / HTTP/1.1 HTTP/1.1\r\nHost: a\r\n\r\n", .malformedRequestLine),
        ("POST * HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
        ("POST http:// HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
        ("POST http://a\\b/ HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
        ("POST file:///etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
        ("POST a:443 HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
        ("POST / HTTP/2\r\nHost: a\r\n\r\n", .malformedRequestLine),
        ("POST /\r\nHost: a\r\n\r\n", .malformedRequestLine),
    ])
    func `so is a request line`(_ head: String, _ failure: RequestFailure) {
        for bytewise in [false, true] {
            let decoding = Decoding(head + Self.smuggled, bytewise: bytewise)
            #expect(decoding.failure == failure)
            #expect(decoding.requests.isEmpty)
        }
    }

    @Test(arguments: [
        ("+1\r\na\r\n0\r\n\r\n", RequestFailure.malformedChunk), ("1_0\r\n", .malformedChunk),
        ("\u{661}\r\n", .malformedChunk), ("1\0\r\n", .malformedChunk), ("\t1\r\n", .malformedChunk),
        ("1,\r\n", .malformedChunk), ("10000000000000001\r\na\r\n", .malformedChunk),
        ("ffffffffffffffff\r\n", .malformedChunk), ("8000000000000000\r\n", .malformedChunk),
        ("1\r\na\r0\r\n\r\n", .malformedChunk), ("1\ra\r\n", .malformedChunk), ("0\n\r\n", .bareLineBreak),
        ("0\r\n\r", .malformedField), ("0\r\nX: y\n\r\n", .bareLineBreak), ("0\r\nX: y\r\r\n\r\n", .malformedField),
        ("0\r\nX\0: y\r\n\r\n", .malformedField), ("0\r\nno field\r\n\r\n", .malformedField),
        ("1;a=\"\n\"\r\n", .bareLineBreak), ("1;a\u{7F}\r\n", .malformedChunk), (";\r\n", .malformedChunk),
    ])
    func `so is a chunk`(_ body: String, _ failure: RequestFailure) {
        let text = post("Transfer-Encoding: chunked", body: body + Self.smuggled)
        for bytewise in [false, true] {
            let decoding = Decoding(text, bytewise: bytewise)
            #expect(decoding.failure == failure)
            #expect(decoding.requests.isEmpty)
        }
    }

    @Test func `a length beyond any number is not what is left of it`() throws {
        // 2^64 + 34 is 34 to whoever lets it overflow.
        let text = post("Content-Length: 18446744073709551650", body: Self.smuggled)
        #expect(Decoding(text).requests.isEmpty && Decoding(text).stage == .body)
    }

    @Test(arguments: [
        ("Content-Length: 005", "12345"), ("Content-Length:5", "12345"), ("Content-Length: \t5 ", "12345"),
        ("transfer-encoding:CHUNKED", "5\r\n12345\r\n0\r\n\r\n"),
        ("Transfer_Encoding: chunked\r\nContent-Length: 5", "12345"),
        ("Transfer-Encoding: chunked", "0005;a=b\r\n12345\r\n000\r\nContent-Length: 99\r\nHost: b\r\n\r\n"),
    ])
    func `what has one reading is read so, and the next request begins behind it`(_ field: String, _ body: String) {
        let decoding = Decoding(post(field, body: body) + post("Content-Length: 1", body: "z"))
        #expect(decoding.failure == nil)
        #expect(decoding.bodies == ["12345", "z"])
        #expect(decoding.requests.first?.headers["Host"] == "a")
    }
}
