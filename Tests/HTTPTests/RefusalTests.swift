import HTTP
import Testing

@Suite struct RefusalTests {
    static let heads: [(String, RequestFailure)] = [
        ("POST /\r\n", .malformedRequestLine), ("POST  / HTTP/1.1\r\n", .malformedRequestLine),
        ("POST / HTTP/1.1 \r\n", .malformedRequestLine), (" POST / HTTP/1.1\r\n", .malformedRequestLine),
        ("POST\t/ HTTP/1.1\r\n", .malformedRequestLine), ("PO(T / HTTP/1.1\r\n", .malformedRequestLine),
        ("POST / http/1.1\r\n", .malformedRequestLine), ("POST / HTTP/1.10\r\n", .malformedRequestLine),
        ("POST / HTTP/1,1\r\n", .malformedRequestLine), ("POST / HTTP/1.\r\n", .malformedRequestLine),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .unsupportedVersion), ("GET / HTTP/0.9\r\n", .unsupportedVersion),
        ("GET / HTTP/3.0\r\n", .unsupportedVersion), ("CONNECT a:443 HTTP/1.1\r\n", .connectNotImplemented),
        ("GET a HTTP/1.1\r\n", .malformedTarget), ("GET * HTTP/1.1\r\n", .malformedTarget),
        ("GET /a#b HTTP/1.1\r\n", .malformedTarget), ("GET /\u{E9} HTTP/1.1\r\n", .malformedTarget),
        ("GET /\0 HTTP/1.1\r\n", .malformedTarget), ("GET ftp://a/ HTTP/1.1\r\n", .malformedTarget),
        ("GET http:///a HTTP/1.1\r\n", .malformedTarget), ("GET http://u@a/ HTTP/1.1\r\n", .malformedTarget),
        ("GET / HTTP/1.1\n", .bareLineBreak), ("\nGET / HTTP/1.1\r\n", .bareLineBreak),
        ("GET / HTTP/1.1\r\n\r\n", .missingHost), ("GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n", .repeatedHost),
        ("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n", .repeatedHost),
        ("GET / HTTP/1.1\r\nHost: a b\r\n", .malformedHost), ("GET / HTTP/1.1\r\nHost: u@a\r\n", .malformedHost),
        ("GET / HTTP/1.1\r\nHost: a/b\r\n", .malformedHost),
        ("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", .codingInHTTP10),
    ]

    @Test(arguments: heads)
    func `a bad head is refused`(_ head: String, _ failure: RequestFailure) {
        for cut in 0..<head.utf8.count {
            #expect(Decoding(head, cut: cut).failure == failure, "cut at \(cut)")
        }
    }

    @Test(arguments: [
        ("X : y", RequestFailure.malformedField), ("X\t: y", .malformedField), (": y", .malformedField),
        ("X", .malformedField), ("X\u{E9}: y", .malformedField), ("X(: y", .malformedField), ("X: \0", .malformedField),
        ("X: a\rb", .malformedField), ("X: \u{1B}", .malformedField), ("X: \u{7F}", .malformedField),
        ("X: a\r\n b", .foldedField), ("X: a\r\n\tb", .foldedField), ("X: a\nY: b", .bareLineBreak),
        ("Content-Length: 5\r\nTransfer-Encoding: chunked", .lengthAndCoding),
        ("Transfer-Encoding: chunked\r\nContent-Length: 5", .lengthAndCoding),
        ("Content-Length: 5\r\nContent-Length: 6", .repeatedLength),
        ("Content-Length: 5\r\ncontent-length: 5", .repeatedLength), ("Content-Length: 5, 5", .malformedLength),
        ("Content-Length: 5,6", .malformedLength), ("Content-Length:", .malformedLength),
        ("Content-Length: -1", .malformedLength), ("Content-Length: +1", .malformedLength),
        ("Content-Length: 0x5", .malformedLength), ("Content-Length: 5 5", .malformedLength),
        ("Transfer-Encoding:", .malformedTransferCoding),
        ("Transfer-Encoding: chunked, chunked", .malformedTransferCoding),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", .malformedTransferCoding),
        ("Transfer-Encoding: gzip", .unknownTransferCoding), ("Transfer-Encoding: identity", .unknownTransferCoding),
        ("Transfer-Encoding: gzip, chunked", .unknownTransferCoding),
        ("Transfer-Encoding: chunked, gzip", .unknownTransferCoding),
        ("Transfer-Encoding: xchunked", .unknownTransferCoding),
        ("Transfer-Encoding: \"chunked\"", .unknownTransferCoding),
        ("Transfer-Encoding: \u{B}chunked", .malformedField),
    ])
    func `a bad field is refused`(_ fields: String, _ failure: RequestFailure) {
        let text = post(fields)
        #expect(Decoding(text).failure == failure)
        #expect(Decoding(text, bytewise: true).failure == failure)
    }

    @Test func `a fold right after the request line is refused`() {
        #expect(Decoding("GET / HTTP/1.1\r\n Host: a\r\n").failure == .foldedField)
    }

    @Test(arguments: [
        ("\r\n", RequestFailure.malformedChunk), ("g\r\n", .malformedChunk), ("-1\r\n", .malformedChunk),
        ("0x1\r\n", .malformedChunk), (" 1\r\n", .malformedChunk), ("1 \r\n", .malformedChunk),
        ("1 1\r\n", .malformedChunk), ("1;\0\r\n", .malformedChunk), ("1;a\rb\r\n", .malformedChunk),
        ("1\n", .bareLineBreak), ("1\r\na\n", .bareLineBreak), ("1\r\nab\r\n", .malformedChunk),
        ("1\r\na0\r\n\r\n", .malformedChunk), ("fffffffffffffffff\r\n", .malformedChunk),
        ("0000000000000001\r\n", .malformedChunk), ("0\r\nX : y\r\n\r\n", .malformedField),
        ("0\r\nX: y\r\n z\r\n\r\n", .foldedField), ("0\r\n\n", .bareLineBreak),
    ])
    func `a bad chunk is refused`(_ body: String, _ failure: RequestFailure) {
        let text = post("Transfer-Encoding: chunked", body: body)
        #expect(Decoding(text).failure == failure)
        #expect(Decoding(text, bytewise: true).failure == failure)
    }

    @Test(arguments: RequestFailure.allCases)
    func `every failure has a status of an error and a line that explains it`(_ failure: RequestFailure) {
        #expect(failure.status.rawValue >= 400)
        #expect(!failure.message.isEmpty && !failure.message.contains("\n"))
    }
}
