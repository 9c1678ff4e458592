import Testing

@testable import Patterns

@Suite struct RegularExpressionTests {
    @Test(arguments: [
        "", "a", "^https://github.com/acme/.*$", #"\d+\.\w"#, "(?P<n>a)(?:b)", "(?<n>a)", "(?i)a", "[^a-z]",
        #"\pL\p{Greek}"#,
        "a{2,1000}", "a*?", #"\Qa(?<b\E"#, "é|日",
    ])
    func `what Go compiles is taken`(_ pattern: String) { #expect(RegularExpression.problem(with: pattern) == nil) }

    @Test(arguments: [
        ("(?!a)", "look-around"), ("(?=a)", "look-around"), ("(?<=a)", "look-around"), ("(?<!a)", "look-around"),
        (#"(a)\1"#, "back-references"), ("(", "missing closing )"), ("a)", "unexpected )"), ("[", "missing closing ]"),
        ("[z-a]", "range"), ("*", "missing argument"), ("a{1001}", "repeat count"), (#"a\"#, "trailing backslash"),
        (#"\8"#, "escape"), ("(?P<n-a>a)", "named capture"),
    ])
    func `what Go refuses is refused, without showing it`(_ pattern: String, _ problem: String) {
        let found = RegularExpression.problem(with: pattern)
        #expect(found?.contains(problem) == true, "\(found ?? "nothing")")
    }
}
