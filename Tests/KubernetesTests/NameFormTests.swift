import Kubernetes
import Testing

@Suite struct NameFormTests {
    private static func letters(_ count: Int) -> String { String(repeating: "a", count: count) }

    /// From the tables of k8s.io/apimachinery/pkg/util/validation/validation_test.go.
    static let labels = [
        "a", "ab", "abc", "a1", "a-1", "a--1--2--b", "0", "01", "012", "1a", "1-a", "1--a--b--2", letters(63),
    ]
    static let subdomains = [
        "a.a", "ab.a", "a1.a", "a-1.a", "a--1--2--b.a", "a.1", "0.a", "0.0", "a.b.c.d.e", "aa.bb.cc.dd.ee",
        "1.2.3.4.5", "11.22.33.44.55", letters(64), letters(253), letters(100) + "." + letters(152),
    ]
    static let neither = [
        "", "A", "ABC", "aBc", "A1", "A-1", "1-A", "-", "a-", "-a", "1-", "-1", "_", "a_", "_a", "a_b", "1_", "_1",
        "1_2", ".", "a.", ".a", "a..b", "1.", ".1", "1..2", " ", "a ", " a", "a b", "1 ", " 1", "1 2", "a@b", "a/b",
        "a.-b", "a-.b", "..", "a\n", "a\0", "\u{E9}", "a\u{301}", "\u{212A}", "\u{FF41}", "\u{661}", letters(254),
    ]

    @Test(arguments: labels)
    func `a label is a name of either form`(_ name: String) {
        #expect(NameForm.label.problem(with: name) == nil && NameForm.subdomain.problem(with: name) == nil)
    }

    @Test(arguments: subdomains)
    func `a subdomain is no label`(_ name: String) {
        #expect(NameForm.label.problem(with: name) != nil && NameForm.subdomain.problem(with: name) == nil)
    }

    @Test(arguments: neither)
    func `neither form has such a name`(_ name: String) {
        #expect(NameForm.label.problem(with: name) != nil && NameForm.subdomain.problem(with: name) != nil)
    }

    @Test func `a problem says what is wanted`() {
        #expect(NameForm.label.problem(with: Self.letters(64)) == "must be no more than 63 characters")
        #expect(NameForm.subdomain.problem(with: Self.letters(254)) == "must be no more than 253 characters")
        #expect(NameForm.label.problem(with: "A")?.hasPrefix("a lowercase RFC 1123 label must consist of") == true)
        #expect(NameForm.subdomain.problem(with: "A")?.hasPrefix("a lowercase RFC 1123 subdomain must") == true)
    }
}
