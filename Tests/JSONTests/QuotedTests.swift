internal import Testing

@testable import JSON

struct QuotedTests {
    @Test(arguments: [
        ("", #""""#), ("abc 1~", #""abc 1~""#), ("a\"b\\c", #""a\"b\\c""#),
        ("a\nb\r\u{1B}[0m", #""a\u{a}b\u{d}\u{1b}[0m""#),
        ("tru\u{435}", #""tru\u{435}""#), ("\u{200B}😀\u{7F}", #""\u{200b}\u{1f600}\u{7f}""#),
        ("e\u{301}", #""e\u{301}""#),
    ])
    func `what is invisible or looks like something else shows`(_ text: String, _ shown: String) {
        #expect("\(Quoted(text))" == shown)
    }

    @Test(arguments: [
        ("https://bot:s3cr3t@ghcr.io/a", "https://ghcr.io/a"), ("see oci://s3cr3t@a:5000, b", "see oci://a:5000, b"),
        ("a://b@c d://s3cr3t@e?f", "a://c d://e?f"), ("regex:^https://u:s3cr3t@x@host$", "regex:^https://host$"),
        ("https://ghcr.io/a@sha256", "https://ghcr.io/a@sha256"), ("alice@example.com", "alice@example.com"),
        ("https://issuer#alice@example.com", "https://issuer#alice@example.com"), ("://@", "://"), ("a:/b@c", "a:/b@c"),
        ("https://https://bot:s3cr3t@a/b", "https://https://a/b"), ("https://bot:s3/cr3t@a/b", "https://a/b"),
        ("https://bot:s3?cr3t@a b@c", "https://a b@c"), ("https://a:5000/b@c", "https://a:5000/b@c"),
        ("://://@://@", "://://://"), ("https://u:p@a https://v@b", "https://a https://b"),
    ])
    func `a URL is shown without user and password`(_ text: String, _ shown: String) {
        #expect("\(Quoted(text))" == "\"\(shown)\"")
    }

    /// From every URL to the end would be 10^10 steps.
    @Test(arguments: ["://:x/", "://a@", "://", "@:", "://x"])
    func `a long text of URLs is gone over a few times only`(_ piece: String) {
        let text = String(repeating: piece, count: 200_000 / piece.utf8.count) + "@"
        #expect("\(Quoted(text))".utf8.count <= 64 + 5)
    }

    @Test func `a long text is cut`() {
        #expect("\(Quoted("abcdef", limit: 3))" == "\"abc\"…")
        #expect("\(Quoted("abc", limit: 3))" == "\"abc\"")
        #expect("\(Quoted("a\u{200B}\u{200B}", limit: 10))" == #""a\u{200b}"…"#, "an escape is never cut")
        #expect("\(Quoted(String(repeating: "x", count: 65)))".unicodeScalars.count == 64 + 3)
    }
}
