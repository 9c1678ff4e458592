import JSON
import Testing

@testable import Admission

@Suite struct ReviewIdentityTests {
    /// As a kube-apiserver sent it, shortened; with more things in it that are called `uid` and `request`.
    static let recorded = #"""
        {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1beta1","request":{"uid":"861c58fb-d805-4dfc",\#
        "kind":{"group":"","version":"v1","kind":"Namespace"},"resource":{"group":"","version":"v1",\#
        "resource":"namespaces"},"name":"shop","namespace":"shop","operation":"CREATE",\#
        "userInfo":{"username":"alice@example.com","uid":"wrong-user","groups":["rig-users"]},\#
        "object":{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"shop","uid":"wrong-object",\#
        "annotations":{"note":"{\"request\":{\"uid\":\"wrong-text\"}}\\"}},"request":{"uid":"wrong-inner"},\#
        "list":[{"request":{"uid":"wrong-list"}}],"spec":{"finalizers":["kubernetes"]}},"oldObject":null,\#
        "options":{"uid":"wrong-options","apiVersion":"admission.k8s.io/v1"}}}
        """#

    /// The same with the uid behind everything else, and the version behind the request.
    static let reversed = #"""
        {"request":{"object":{"metadata":{"uid":"wrong-object"},"request":{"uid":"wrong-inner"},"apiVersion":\#
        "admission.k8s.io/v1"},"userInfo":{"uid":"wrong-user"},"list":["uid","wrong",{"uid":"wrong-list"}],\#
        "text":"uid","uid":"right"},"uid":"wrong-root","kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1beta1"}
        """#

    @Test func `cut anywhere, a recorded review says its uid as soon as it is complete, and never another`() throws {
        try check(Self.recorded, uid: "861c58fb-d805-4dfc")
    }

    @Test func `the same holds where the uid comes last and the version after it`() throws {
        try check(Self.reversed, uid: "right")
    }

    private func check(_ text: String, uid: String) throws {
        let bytes = Array(text.utf8)
        let complete = try #require(end(of: "\"uid\":\"\(uid)\"", in: text))
        let versioned = try #require(end(of: "\"admission.k8s.io/v1beta1\"", in: text))
        for cut in 0...bytes.count {
            let version: APIVersion = cut >= versioned ? .v1beta1 : .v1
            let expected = cut >= complete ? ReviewIdentity(uid: uid, version: version) : nil
            #expect(ReviewIdentity.find(in: Array(bytes[..<cut])) == expected, "cut at \(cut)")
        }
    }

    /// Offset of the byte behind the first occurrence.
    private func end(of part: String, in text: String) -> Int? {
        let (part, text) = (Array(part.utf8), Array(text.utf8))
        return (0...(text.count - part.count)).first { text[$0...].starts(with: part) }.map { $0 + part.count }
    }

    static let bodies: [(String, String, String?)] = [
        ("nothing", "", nil), ("no JSON", "hello", nil), ("a quote", "\"", nil), ("a backslash", "{\"\\", nil),
        ("only brackets", "{[}{]}}}", nil), ("no request", #"{"uid":"wrong"}"#, nil),
        ("a list around it", #"[{"request":{"uid":"wrong"}}]"#, nil),
        ("a list for the request", #"{"request":[{"uid":"wrong"}]}"#, nil),
        ("a list of pairs", #"{"request":["uid","wrong"]}"#, nil),
        ("a text for the request", #"{"request":"uid","uid":"wrong"}"#, nil),
        ("request as a value", #"{"a":"request","b":{"uid":"wrong"}}"#, nil),
        ("request as a value before a bracket", #"{"a":"request" {"uid":"wrong"}}"#, nil),
        ("uid as a value", #"{"request":{"a":"uid","b":"wrong"}}"#, nil),
        ("other case", #"{"Request":{"uid":"wrong"},"request":{"UID":"wrong"}}"#, nil),
        ("a longer key", #"{"request":{"uid2":"wrong","auid":"wrong"}}"#, nil),
        ("request further in", #"{"response":{"request":{"uid":"wrong"}}}"#, nil),
        ("a uid in a list in the request", #"{"request":{"uid":["wrong"]}}"#, nil),
        ("a uid in an object in the request", #"{"request":{"uid":{"uid":"wrong"}}}"#, nil),
        ("a number", #"{"request":{"uid":5}}"#, nil), ("null", #"{"request":{"uid":null}}"#, nil),
        ("empty", #"{"request":{"uid":""}}"#, nil),
        ("a bad literal before", #"{"kind":nope,"request":{"uid":"right"}}"#, "right"),
        ("a comma too many before", #"{"kind":"x",,"request":{"uid":"right"}}"#, "right"),
        ("a raw line break before", "{\"kind\":\"x\ny\",\"request\":{\"uid\":\"right\"}}", "right"),
        ("a bad escape before", #"{"kind":"\q","request":{"uid":"right"}}"#, "right"),
        ("a key twice before", #"{"a":1,"a":2,"request":{"uid":"right"}}"#, "right"),
        ("a request of another type before", #"{"request":5,"request":{"uid":"right"}}"#, "right"),
        ("a broken field in the request before", #"{"request":{"dryRun":tru,"uid":"right"}}"#, "right"),
        ("a byte order mark", "\u{FEFF}" + #"{"request":{"uid":"right"}}"#, "right"),
        ("broken behind", #"{"request":{"uid":"right"]]]"#, "right"),
        ("something behind the end", #"{"request":{"uid":"right"}} {"request":{"uid":"wrong"}}"#, "right"),
        ("white space everywhere", " {\r\n\t\"request\" :\n { \"uid\"\t: \"right\" } }", "right"),
        ("brackets in texts", #"{"a":"}]\"}","request":{"b":"{[","uid":"right"}}"#, "right"),
        ("closed objects before", #"{"a":{"b":[]},"request":{"c":[{}],"uid":"right"}}"#, "right"),
        ("the uid twice: the first", #"{"request":{"uid":"right","uid":"wrong"}}"#, "right"),
        ("the request twice: the first", #"{"request":{"uid":"right"},"request":{"uid":"wrong"}}"#, "right"),
        ("a uid that is no text first", #"{"request":{"uid":5,"uid":"right"}}"#, "right"),
        ("escapes in the uid", #"{"request":{"uid":"r\u0069ght\"\/\n\ud83d\ude00"}}"#, "right\"/\n\u{1F600}"),
        ("a bad escape in the uid", #"{"request":{"uid":"\q"}}"#, nil),
        ("half a surrogate pair in the uid", #"{"request":{"uid":"\ud83d"}}"#, nil),
        ("a raw control character in the uid", "{\"request\":{\"uid\":\"a\nb\"}}", nil),
        ("a uid cut in an escape", #"{"request":{"uid":"a\"#, nil),
    ]

    @Test(arguments: bodies)
    func `in a body that is no review the uid is found by strings and brackets alone`(
        _ row: String, _ body: String, _ uid: String?
    ) {
        #expect(ReviewIdentity.find(in: Array(body.utf8)) == uid.map { ReviewIdentity(uid: $0, version: .v1) })
    }

    @Test func `invalid UTF-8 hides a uid only where it is in it`() {
        let before = Array(#"{"kind":""#.utf8) + [0xFF, 0xC2] + Array(#"","request":{"uid":"right"}}"#.utf8)
        #expect(ReviewIdentity.find(in: before)?.uid == "right")
        let within = Array(#"{"request":{"uid":"a"#.utf8) + [0xFF] + Array(#""}}"#.utf8)
        #expect(ReviewIdentity.find(in: within) == nil)
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `nesting deeper than the parser goes hides nothing, before the uid or behind`(_ bracket: String) throws {
        let deep = String(repeating: bracket, count: 20_000)
        let closing = String(repeating: bracket == "[" ? "]" : "}", count: 20_000)
        let before = #"{"request":{"object":"# + deep + closing + #","uid":"right"}}"#
        #expect(throws: ParseError.self) { _ = try Parser.parse(Array(before.utf8)) }
        #expect(ReviewIdentity.find(in: Array(before.utf8))?.uid == "right")
        #expect(ReviewIdentity.find(in: Array((#"{"request":{"uid":"right","object":"# + deep).utf8))?.uid == "right")
    }

    @Test(arguments: [
        (#""admission.k8s.io/v1""#, APIVersion.v1), (#""admission.k8s.io/v1beta1""#, .v1beta1),
        (#""admission.k8s.io\/v1beta1""#, .v1beta1), (#""admission.k8s.io/v2""#, .v1), ("5", .v1), ("null", .v1),
        (#"{"apiVersion":"admission.k8s.io/v1beta1"}"#, .v1),
    ])
    func `the version is the review's own, else v1`(_ json: String, _ version: APIVersion) {
        let inObject =
            #""request":{"object":{"apiVersion":"admission.k8s.io/v1beta1"},"uid":"u","apiVersion":\#(json)}"#
        #expect(ReviewIdentity.find(in: Array("{\(inObject)}".utf8))?.version == .v1)
        for body in [#"{"apiVersion":\#(json),\#(inObject)}"#, #"{\#(inObject),"apiVersion":\#(json)}"#] {
            #expect(ReviewIdentity.find(in: Array(body.utf8)) == ReviewIdentity(uid: "u", version: version))
        }
    }
}
