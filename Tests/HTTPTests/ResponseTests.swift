import HTTP
import Testing

@Suite struct ResponseTests {
    static func encoded(_ response: Response, to request: Request?, closing: Bool = false) -> String {
        var output = Array("before|".utf8)
        response.encode(answering: request, closing: closing, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    static let reply = Response(contentType: "application/json", headers: ["Allow": "POST"], body: Array("{}".utf8))

    @Test func `an answer is one piece with its length`() {
        #expect(
            Self.encoded(Self.reply, to: Request(method: .post, path: "/")) == """
                before|HTTP/1.1 200 OK\r
                Content-Type: application/json\r
                Content-Length: 2\r
                Allow: POST\r
                \r
                {}
                """)
    }

    @Test func `HEAD is answered with the same head and no body`() {
        let head = Self.encoded(Self.reply, to: Request(method: .head, path: "/"))
        #expect(head + "{}" == Self.encoded(Self.reply, to: Request(method: .get, path: "/")))
    }

    @Test func `a last answer says that it is the last`() {
        let text = Self.encoded(Response(status: .badRequest, text: "no"), to: nil, closing: true)
        #expect(text.hasPrefix("before|HTTP/1.1 400 Bad Request\r\n"))
        #expect(text.hasSuffix("Content-Length: 3\r\nConnection: close\r\n\r\nno\n"))
    }

    @Test func `HTTP 1_0 is told that the connection goes on`() {
        let old = Request(method: .get, path: "/", version: .http10)
        #expect(Self.encoded(Self.reply, to: old).contains("\r\nConnection: keep-alive\r\n"))
        #expect(!Self.encoded(Self.reply, to: old, closing: true).contains("keep-alive"))
    }
}
