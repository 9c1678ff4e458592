import JSON
import Kubernetes
import Testing

@testable import Admission

@Suite struct NamePatternTests {
    static let pairs: [(NamePattern, String, Bool)] = [
        ("alice", "alice", true), ("alice", "Alice", false), ("alice", "alice2", false), ("alice", "", false),
        ("alice", "bob", false), ("ci:*", "ci:a", true), ("ci:*", "ci:", true), ("ci:*", "ci", false),
        ("ci:*", "xci:a", false), ("*", "anyone", true), ("*", "", true), ("a*b", "a*b", true), ("a*b", "axb", false),
        ("*a", "xa", false), ("*a", "*a", true), ("**", "*x", true), ("**", "x", false), ("", "", true),
        ("", "a", false),
        // U+212A KELVIN SIGN is canonically equivalent to K, and Swift's == takes it for one.
        ("K", "\u{212A}", false), ("\u{212A}", "K", false), ("K*", "\u{212A}a", false), ("\u{E9}", "e\u{301}", false),
        ("e*", "e\u{301}", true), ("a.c", "abc", false), ("a[b]", "ab", false),
    ]

    @Test(arguments: pairs)
    func `a pattern is a name or the beginning of one, byte for byte`(
        _ pattern: NamePattern, _ name: String, _ matches: Bool
    ) {
        #expect(pattern.matches(name) == matches)
        #expect([pattern].match(name) == matches && ["nobody", pattern].match(name) == matches)
    }

    @Test func `no pattern matches nobody`() { #expect(![NamePattern]().match("alice")) }

    static let users: [(String, String?, String, [String])] = [
        ("all of it", #"{"username":"a","uid":"1","groups":["g","h"]}"#, "a", ["g", "h"]), ("none", nil, "", []),
        ("null", "null", "", []), ("a text", "\"a\"", "", []), ("a name that is none", #"{"username":5}"#, "", []),
        ("groups that are none", #"{"username":"a","groups":"g"}"#, "a", []),
        ("groups of any types", #"{"groups":["g",5,null,["h"],{}]}"#, "", ["g"]),
    ]

    @Test(arguments: users)
    func `a user is read from whatever there is`(_ row: String, _ json: String?, _ name: String, _ groups: [String])
        throws
    {
        let user = try ReviewText(["request.userInfo": json]).review.user
        #expect(user.name == name && user.asks(to: "get", "secrets").groups == groups)
        #expect(user.isInGroup(among: ["x", "g*"]) != groups.isEmpty)
        #expect(user.isInGroup(among: ["x", "g"]) != groups.isEmpty && !user.isInGroup(among: ["x", "g1*", "5"]))
        #expect(!user.isInGroup(among: []))
        #expect(user.isAmong(["*"]) == !name.isEmpty, "a user without a name is nobody")
    }

    @Test(arguments: [
        ("system:serviceaccount:kube-system:namespace-controller", true),
        ("system:serviceaccount:kube-system:generic-garbage-collector", true), ("system:kube-controller-manager", true),
        ("system:serviceaccount:kube-system:job-controller", false), ("system:kube-scheduler", false),
        ("system:serviceaccount:default:namespace-controller", false), ("System:kube-controller-manager", false),
        ("system:kube-controller-manager2", false), ("", false),
    ])
    func `the cluster's own clean-up is known by three names`(_ name: String, _ isCleanup: Bool) throws {
        #expect(try ReviewText(["request.userInfo": "{\"username\":\"\(name)\"}"]).review.user.isCleanup == isCleanup)
    }
}
