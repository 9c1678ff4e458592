import HTTP
import Testing

@Suite struct ExpectationTests {
    @Test func `a client that waits is told once to go on`() {
        let head = post("Expect: 100-Continue", "Content-Length: 3")
        let decoding = Decoding(head + "abc", cut: head.utf8.count)
        #expect(decoding.continuations == 1 && decoding.bodies == ["abc"])
    }

    @Test(arguments: [
        ("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n", "abc"),
        (post("Expect: 100-continue", "Content-Length: 0"), ""), (post("Expect: 100-continue"), ""),
        (post("Expect: 200-ok", "Content-Length: 3"), "abc"),
    ])
    func `nobody is told who does not wait`(_ head: String, _ body: String) {
        let decoding = Decoding(head + body, cut: head.utf8.count)
        #expect(decoding.continuations == 0 && decoding.bodies == [body])
    }

    @Test func `a client that has begun its body need not be told`() {
        #expect(Decoding(post("Expect: 100-continue", "Content-Length: 3", body: "a")).continuations == 0)
    }
}
