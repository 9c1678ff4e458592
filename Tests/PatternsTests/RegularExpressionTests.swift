import Testing

@testable import Patterns

@Suite struct RegularExpressionTests {
    @Test(arguments: [
        "", "a", "^https://github.com/acme/.*$", #"\d+\.\w"#, "(?P<n>a)(?:b)", "(?<n>a)", "(?i)a", "[^a-z]",
        #"\pL\p{Greek}"#,
        "a{2,1000}", "a*?", "(?P<n>a)(?P<n>b)", #"\Qa(?<b\E"#, "é|日", #"\\C"#, #"\Q\C\E"#, #"\Qa\\C"#, #"[\\C]"#,
        #"\Q\E\\C"#, "C",
        // No counts, or none to Go either.
        "[{9876543210}]", #"a\{9876543210}"#, #"\Qa{9876543210}\E"#, "a{09876543210}", "a{9876543210", "a{,9876543210}",
        "a{9876543210 }", "a{1,2,9876543210}",
    ])
    func `what Go compiles is taken`(_ pattern: String) { #expect(RegularExpression.problem(with: pattern) == nil) }

    @Test(arguments: [
        ("(?!a)", "look-around"), ("(?=a)", "look-around"), ("(?<=a)", "look-around"), ("(?<!a)", "look-around"),
        (#"(a)\1"#, "back-references"), ("(", "missing closing )"), ("a)", "unexpected )"), ("[", "missing closing ]"),
        ("[z-a]", "range"), ("*", "missing argument"), ("a{1001}", "repeat count"),
        // Text to RE2, which Go's `parseInt` takes for a number too large.
        ("a{9876543210}", "repeat count"), ("a{2,9876543210}", "repeat count"), ("a{9876543210,}", "repeat count"),
        ("{9876543210}", "repeat count"), ("(a|{9876543210})", "repeat count"), ("a{1}{9876543210}", "repeat count"),
        ("[]{]a{9876543210}", "repeat count"), ("a{999999999}", "repeat count"), (#"a\"#, "trailing backslash"),
        (#"\8"#, "escape"), ("(?P<n-a>a)", "named capture"),
        // RE2's one byte of any kind, which Go does not have.
        (#"^\C$"#, "escape"), (#"\\\C"#, "escape"), (#"\Qa\E\C"#, "escape"), (#"\Q\\E\C"#, "escape"),
        (#"[\C]"#, "escape"), (#"[]\\]\C"#, "escape"), (#"\pL\C"#, "escape"), (#"\C{900}\pL{900}"#, "escape"),
    ])
    func `what Go refuses is refused, without showing it`(_ pattern: String, _ problem: String) {
        let found = RegularExpression.problem(with: pattern)
        #expect(found?.contains(problem) == true, "\(found ?? "nothing")")
    }

    /// From every brace to the end would be 10^10 steps.
    @Test(arguments: ["{,", "{", "{1,", "{12"]) func `braces that begin no count cost nothing`(_ piece: String) {
        let pattern = Array(String(repeating: piece, count: 100_000).utf8) + [UInt8(ascii: "}")]
        #expect(!AnchorScan(pattern).hasOverlongCount)
    }

    private func matches(_ pattern: String, _ name: String) throws -> Bool {
        try RegularExpression(pattern.utf8).matches(Array(name.utf8)[...])
    }

    /// Kargo's TestRegexpMatcher (pkg/pattern/matcher_test.go), case for case; "invalid regexp" is the last of the rest.
    static let kargo: [(String, String, [String], [String])] = [
        ("simple word pattern", "app", ["app", "application", "happy"], ["API", "App", ""]),
        ("anchored pattern", "^app$", ["app"], ["application", "happy", "APP", "app\n"]),
        (
            "kubernetes resource pattern", "^(deployment|service|configmap)-[a-z0-9]+-[a-z0-9]+$",
            ["deployment-app-prod", "service-api-dev", "configmap-db-test"],
            ["ingress-app-prod", "deployment-APP-prod", "deployment-app", "deployment_app_prod"]
        ),
        (
            "semantic version pattern", #"^v\d+\.\d+\.\d+$"#, ["v1.0.0", "v0.1.0", "v12.34.56"],
            ["version1.0.0", "v1.0", "v1.0.0-beta", "1.0.0"]
        ),
        ("a part of a name", "rod", ["prod", "product"], ["pro"]),
        ("letter case aside", "(?i)^PROD$", ["prod", "Prod"], ["prods"]),
        ("an older name of a group", "^(?<tier>prod|uat)$", ["prod", "uat"], ["prod|uat"]),
        ("characters of several bytes", "^日.語$", ["日本語"], ["日語"]),
    ]

    @Test(arguments: kargo)
    func `it matches as Go's does`(_ row: String, _ pattern: String, _ yes: [String], _ no: [String]) throws {
        for name in yes { #expect(try matches(pattern, name), "\(row): \(name)") }
        for name in no { #expect(try !matches(pattern, name), "\(row): \(name)") }
    }

    @Test func `an invalid one of Kargo's is refused`() {
        #expect(throws: RegularExpression.Problem.self) { try RegularExpression("(unclosed".utf8) }
    }

    @Test func `one that is too large is right, and matches nothing`() throws {
        let expression = try RegularExpression(#"\pL{990}"#.utf8)
        #expect(expression.size == nil && !expression.matchesEveryName)
        #expect(!expression.matches(Array(String(repeating: "a", count: 990).utf8)[...]))
        #expect(RegularExpression.problem(with: #"\pL{990}"#) == nil)
        #expect(try (1...50).contains(RegularExpression("^prod-[a-z]+$".utf8).size ?? 0))
    }

    @Test(arguments: [
        "^a$", "^$", #"\Aa\z"#, "^(a|b)$", "(^a|^b)$", "(^a$)|(^b$)", "(?i)^a$", "(?i:^a$)", "^(?:a|b)c?$",
        "(^a$)+", "^a[|$^]b$", #"^\|$"#, #"^\Qa|b\E$"#, "^a{2,3}$", "^[]a]$", "^[^]|]$", "^[[:alpha:]|]$", "(?P<n>^a$)",
        "((^a))(b($))", #"^\p{Greek}$"#, "^a{,2}$",
    ])
    func `an expression that is anchored is known`(_ pattern: String) throws {
        #expect(try RegularExpression(pattern.utf8).isAnchored)
    }

    @Test(arguments: [
        "", "a", "^a", "a$", "^a|b$", "^a$|b", "a|^b$", "^(a|b)", "(^a|b)$", "(^a$)?", "(^a$)*", "^?a$", "^a$*",
        "(^a|)$",
        "^a$|", "|^a$", #"\^a\$"#, #"^a\$"#, "^a[$]", #"\Q^a$\E"#, "(?i)a", "^a(b|c$)", "(^)?a$", "^{0}a$", "^a${0,1}",
        "()^a$", #"^a\p{Greek}"#, "a^b$", "^(?i)?a$", "^a$(?i){0}", #"^\Q\E?a$"#, ".*", "^prod-.*", "[[:alpha:]$^]$",
    ])
    func `an expression that is not anchored in some alternative is not taken for one`(_ pattern: String) throws {
        #expect(try !RegularExpression(pattern.utf8).isAnchored)
    }

    @Test(arguments: [
        ".", ".*", ".+", "^", "$", "^.*", ".*$", "^.*$", "^.+$", "^(.*)$", "a*", "(prod)?", "[a-z0-9]", "x|",
        "[[:alnum:]]+", "^.",
    ])
    func `what matches every name is known`(_ pattern: String) throws {
        #expect(try RegularExpression(pattern.utf8).matchesEveryName)
    }

    @Test(arguments: ["a", "^a*$", "[a-z]", "^.$", "^$", "..", "prod.*", "^.*-.*$", #"\b"#, "(^)a", "[^a]"])
    func `what need not match every name is not taken for it`(_ pattern: String) throws {
        #expect(try !RegularExpression(pattern.utf8).matchesEveryName)
    }

    /// What RE2 takes quadratic time to read is not given to it.
    @Test func `a pattern may be so long and no longer`() throws {
        let longest = RegularExpression.maximumLength
        #expect(RegularExpression.problem(with: String(repeating: "a", count: longest)) == nil)
        for text in ["a", "[:a"] {
            let long = "[" + String(repeating: text, count: longest) + "]"
            #expect(RegularExpression.problem(with: long)?.contains("longer than 4096 bytes") == true)
        }
        #expect(RegularExpression.costOfReading(longest) > 100 * RegularExpression.costOfReading(longest / 16))
    }
}
