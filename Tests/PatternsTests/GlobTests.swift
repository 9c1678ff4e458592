import Testing

@testable import Patterns

@Suite struct GlobTests {
    private func matches(_ pattern: String, _ name: String) -> Bool? {
        Glob(Array(pattern.utf8)[...]).map { $0.matches(Array(name.utf8)[...]) }
    }

    /// Kargo's TestGlobMatcher (pkg/pattern/matcher_test.go), case for case: a glob, what it matches and what not.
    static let kargo: [(String, String, [String], [String])] = [
        ("file wildcard", "*.yaml", ["deployment.yaml", "a.b.yaml", ".yaml"], ["deployment.yml", "yaml", "a/b.yaml"]),
        (
            "directory wildcard", "env/*/deployment.yaml", ["env/prod/deployment.yaml", "env/-/deployment.yaml"],
            ["env/prod/nested/deployment.yaml", "env/deployment.yaml", "app/x/deployment.yml"]
        ),
        (
            "recursive superglob", "env/**/deployment.yaml",
            ["env/deployment.yaml", "env/a/deployment.yaml", "env/a/b/c/deployment.yaml"],
            ["env/a/service.yml", "etc/deployment.yaml", "env/adeployment.yaml"]
        ),
        (
            "pattern with character class", "app-[a-z].yaml", ["app-a.yaml", "app-z.yaml"],
            ["app-ab.yaml", "app-1.yaml", "app-A.yaml", "app-.yaml"]
        ),
        (
            "multiple resource types", "*.{yaml,yml,json}", ["deployment.yaml", "service.yml", "configmap.json"],
            ["deployment.xml", "manifest.jsonnet", "a.yaml/b"]
        ),
    ]

    @Test(arguments: kargo)
    func `it matches as Kargo's does`(_ row: String, _ pattern: String, _ yes: [String], _ no: [String]) {
        for name in yes { #expect(matches(pattern, name) == true, "\(row): \(name)") }
        for name in no { #expect(matches(pattern, name) == false, "\(row): \(name)") }
    }

    /// ErrBadPattern. The first is Kargo's "invalid glob pattern".
    @Test(arguments: [
        "[", "a[", "[a", "[^", "[!", "[]", "[]a]", "[^]", "[^]a]", #"[a\]"#, #"[a\"#, #"\"#, #"a\"#, "{", "{a", "{a,",
        "}",
        "a}", "{a}}", "{{a}", "{[}", "[a]b]c[", "{a,b}[",
    ])
    func `what doublestar refuses is refused`(_ pattern: String) {
        #expect(Glob(Array(pattern.utf8)[...]) == nil && !Glob.isValid(Array(pattern.utf8)[...]))
    }

    @Test(arguments: [
        "", "*", "**", "[-]", "[x-]", "[-x]", "[a-b-d]", #"\["#, #"[\]]"#, "{}", "{,}", "{a,{b,c}}", "]", ",", "a,b",
        "[{]",
        "[}]", "{[}],a}", "***", "日[本-語]", #"\{"#,
    ])
    func `what doublestar takes is taken`(_ pattern: String) {
        #expect(Glob(Array(pattern.utf8)[...]) != nil && Glob.isValid(Array(pattern.utf8)[...]))
    }

    /// What its documentation says of each sign, and what comes of the way it goes about alternatives.
    static let rows: [(String, String, Bool)] = [
        ("", "", true), ("", "a", false), ("*", "", true), ("*", "abc", true), ("*", "/", false), ("a*", "a", true),
        ("a*b*c", "aXbXbXc", true), ("a*b*c", "aXbX", false), ("*a", "aaa", true), ("?", "é", true), ("?", "", false),
        ("?", "/", false), ("a?c", "a/c", false), ("???", "日本語", true),
        ("**", "", true), ("**", "a/b", true), ("a/**", "a", true), ("a/**", "a/b/c", true), ("a/**", "ab", false),
        ("a/**/", "a", true), ("**/c", "c", true), ("**/c", "a/b/c", true), ("**/c", "abc", false),
        ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/xb", false),
        ("a/**/b/**/c", "a/b/b/c", true),
        ("a**", "abc", true), ("a**", "a/b", false), ("**c", "abc", true), ("**c", "a/c", false),
        ("a**/b", "ax/b", true),
        ("a/**b", "a/xb", true), ("a/**b", "a/x/b", false), ("**/*", "a/b", true), ("**/a*/b", "x/ay/b", true),
        ("[a-c]", "b", true), ("[a-c]", "d", false), ("[^a-c]", "d", true), ("[!a-c]", "b", false),
        ("[c-a]", "b", false),
        ("[-]", "-", true), ("[a-]", "-", true), ("[-a]", "a", true), ("[a-b-d]", "-", true), ("[a-b-d]", "c", false),
        (#"[\]]"#, "]", true), (#"[\-x]"#, "-", true), (#"[a\-c]"#, "b", false), (#"[a-\c]"#, "b", true),
        ("[α-ω]", "λ", true), ("[^a]", "/", true), ("[a]", "", false),
        (#"\*"#, "*", true), (#"\*"#, "a", false), (#"\a"#, "a", true), (#"a\\b"#, #"a\b"#, true),
        (#"\{a\}"#, "{a}", true),
        ("a,b", "a,b", true), ("]", "]", true),
        ("{a,b}", "a", true), ("{a,b}", "b", true), ("{a,b}", "c", false), ("{a,b}", "a,b", false), ("{}", "", true),
        ("a{,bc}", "a", true), ("a{,bc}", "abc", true), ("{a,b}{c,d}", "bc", true), ("{a/{b,c},d}", "a/c", true),
        ("{a/{b,c},d}", "a/d", false), ("*{a,b}", "xxb", true), ("{a*,b}c", "axc", true), ("{*.a,*.b}", "x.b", true),
        (#"{a\,b,c}"#, "a,b", true), (#"{a\}b}"#, "a}b", true), ("{a/**,b}/c", "a/x/y/c", true),
        ("**/{a,b}", "x/y/b", true),
        // A part begins where an alternative does, and alternatives are put into the text before it is looked at.
        ("a{**}", "ab/c", true), ("a/{*,x}*", "a/b/c", true), ("a{b,**}", "abc/d", true), ("{a,b/}**", "b/c/d", true),
        ("{a,b/}**", "a/c", false),
        // Nothing may follow but what counts as nothing: three stars do not, nor a star before alternatives.
        ("a***", "a", false), ("a***", "ab", true), ("a*{,b}", "a", false), ("a*{,b}", "ac", true), ("a**/", "a", true),
        ("a{,*}{,**}", "a", true), (#"a\/**"#, "a", false),
        // doublestar looks for the end of alternatives without regard to classes.
        ("{[a,b]}c]", "a", true), ("{[a,b]}c]", "b]c]", true), ("{[}],a}", "a", false), ("{[{],a}", "a", false),
    ]

    @Test(arguments: rows)
    func `it matches as doublestar does`(_ pattern: String, _ name: String, _ expected: Bool) {
        #expect(matches(pattern, name) == expected)
    }

    /// Each would take doublestar, or any matcher that goes back, more steps than there is time.
    @Test(arguments: [
        (String(repeating: "{a,a}", count: 200), String(repeating: "a", count: 199) + "b"),
        (String(repeating: "{,a}", count: 500), String(repeating: "a", count: 253)),
        (String(repeating: "{", count: 300) + "a" + String(repeating: "}", count: 300), "b"),
        (String(repeating: "*a", count: 100), String(repeating: "a", count: 253) + "b"),
        (String(repeating: "**/a", count: 60), String(repeating: "a/", count: 120) + "b"),
        (String(repeating: "{a,{*,b}}", count: 60), String(repeating: "ab", count: 100) + "/"),
    ])
    func `many alternatives and stars take no more than their number`(_ pattern: String, _ name: String) throws {
        let glob = try #require(Glob(Array(pattern.utf8)[...]))
        #expect(glob.cost <= 8 * (pattern.utf8.count + 1))
        _ = glob.matches(Array(name.utf8)[...])
    }

    @Test(arguments: [("*", true), ("**", true), ("***", true), ("?*", true), ("*?", true), ("*?*", true)])
    func `what matches every name is known`(_ pattern: String, _ expected: Bool) throws {
        #expect(try #require(Glob(Array(pattern.utf8)[...])).matchesEveryName == expected)
    }

    @Test(arguments: ["", "?", "??*", "a*", "*-*", "[a-z]*", "?***", "{*,a}x"])
    func `what need not match every name is not taken for it`(_ pattern: String) throws {
        #expect(try #require(Glob(Array(pattern.utf8)[...])).matchesEveryName == false)
    }
}
