internal import JSON
internal import Testing

@testable import Kubernetes

struct AccessReviewTests {
    @Test func `everything that the user is goes along`() {
        let review = AccessReview(
            user: "alice", uid: "u-1", groups: ["devs", "system:authenticated", "devs"],
            extra: ["scopes.example.com": ["x", "y"], "a": []], verb: "update", group: "kargo.akuity.io",
            resource: "stages", subresource: "finalizers", name: "uat", namespace: "checkout")
        #expect(
            String(decoding: review.json, as: UTF8.self) == """
                {"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":{"user":"alice","uid":"u-1",\
                "groups":["devs","system:authenticated"],"extra":{"a":[],"scopes.example.com":["x","y"]},\
                "resourceAttributes":{"namespace":"checkout","verb":"update","group":"kargo.akuity.io","resource":"stages",\
                "subresource":"finalizers","name":"uat"}}}
                """)
    }

    @Test func `what is said of the user under two keys that Swift takes for one goes along under both`() throws {
        let extra = #""extra":{"\#u{e9}":["x"],"e\#u{301}":["y"]}"#
        let review = AccessReview(of: try parse("{\(extra)}"), verb: "get", resource: "secrets")
        let written = #""extra":{"e\#u{301}":["y"],"\#u{e9}":["x"]}"#
        #expect(String(decoding: review.json, as: UTF8.self).utf8.contains(written.utf8))
    }

    @Test func `what is empty is left out`() {
        let review = AccessReview(user: "", verb: "get", resource: "secrets")
        #expect(
            String(decoding: review.json, as: UTF8.self) == """
                {"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":\
                {"resourceAttributes":{"verb":"get","resource":"secrets"}}}
                """)
    }

    private static func review(_ user: String = "bob", uid: String = "", in groups: [String], extra: [String] = [])
        -> AccessReview
    {
        AccessReview(user: user, uid: uid, groups: groups, extra: ["k": extra], verb: "get", resource: "secrets")
    }

    @Test func `questions are one where their answers may stand for each other`() {
        let review = Self.review(in: ["a", "b"])
        #expect(review == Self.review(in: ["b", "a", "b"]))
        #expect(Set([review, Self.review(in: ["b", "a"])]).count == 1)
        // U+212A is canonically equivalent to "K", so to Swift these are the same string.
        let others = [
            Self.review(in: ["a"]), Self.review(uid: "1", in: ["a", "b"]), Self.review(in: ["a", "b"], extra: ["x"]),
            Self.review(in: ["a", "B"]), Self.review("K", in: ["a"]), Self.review("\u{212A}", in: ["a"]),
            Self.review("K\u{0}", in: ["a"]),
        ]
        #expect(Set(others + [review]).count == others.count + 1)
    }

    private static func review(of userInfo: String, _ name: String = "s", in namespace: String = "n") throws
        -> AccessReview
    {
        AccessReview(of: try parse(userInfo), verb: "get", resource: "secrets", name: name, namespace: namespace)
    }

    private static let userInfo = #"{"username":"bob","uid":"1","groups":["a","b"],"extra":{"k":["x"],"l":[]}}"#

    @Test(arguments: [
        userInfo, #"{"extra":{"l":[],"k":["x"]},"groups":["b","a","b"],"uid":"1","username":"bob"}"#,
        #"{ "username": "b\u006fb", "uid": "1", "groups": ["a", "b", 1], "extra": {"k": ["x"], "l": null} }"#,
    ]) func `the same user is the same however that is written`(_ userInfo: String) throws {
        let (one, other) = (try Self.review(of: Self.userInfo), try Self.review(of: userInfo))
        #expect(one == other && one.hashValue == other.hashValue && one.json == other.json)
        #expect(one == other.kept && one.hashValue == other.kept.hashValue)
        let told = AccessReview(
            user: "bob", uid: "1", groups: ["b", "a"], extra: ["k": ["x"], "l": []], verb: "get", resource: "secrets",
            name: "s", namespace: "n")
        #expect(told == other && told.hashValue == other.hashValue)
    }

    @Test(arguments: [
        #"{"username":"bobo","uid":"1","groups":["a","b"],"extra":{"k":["x"],"l":[]}}"#,
        #"{"username":"bob","uid":"12","groups":["a","b"],"extra":{"k":["x"],"l":[]}}"#,
        #"{"username":"bob","uid":"1","groups":["a"],"extra":{"k":["x"],"l":[]}}"#,
        #"{"username":"bob","uid":"1","groups":["a","b","c"],"extra":{"k":["x"],"l":[]}}"#,
        #"{"username":"bob","uid":"1","groups":["ab"],"extra":{"k":["x"],"l":[]}}"#,
        #"{"username":"bob","uid":"1","groups":["a","b"],"extra":{"k":["y"],"l":[]}}"#,
        #"{"username":"bob","uid":"1","groups":["a","b"],"extra":{"k":[],"l":["x"]}}"#,
        // Swift takes the last two keys for one.
        #"{"username":"bob","uid":"1","groups":["a","b"],"extra":{"k":["x"],"l":[],"\u00e9":["x"],"e\u0301":["y"]}}"#,
        #"{"username":"bob","uid":"1","groups":["a","b"]}"#, #"{"username":"BOB"}"#, "{}", "[]", "null", #""bob""#,
    ]) func `whoever is another is another`(_ userInfo: String) throws {
        let (bob, other) = (try Self.review(of: Self.userInfo), try Self.review(of: userInfo))
        #expect(bob != other && bob != other.kept && bob.kept != other.kept)
        #expect(Set([bob, other.kept]).contains(other))
    }

    @Test func `whatever else is asked is another question, by the same user too`() throws {
        let bob = try Self.review(of: Self.userInfo)
        let others = [
            try Self.review(of: Self.userInfo, "t"), try Self.review(of: Self.userInfo, in: "m"),
            try Self.review(of: Self.userInfo, "sn", in: ""), try Self.review(of: Self.userInfo, "", in: "sn"),
        ]
        #expect(Set(others + [bob]).count == others.count + 1)
    }

    @Test func `what is kept keeps no more of the body than who is meant`() throws {
        let root = try parse(#"{"object":"\#(String(repeating: "x", count: 10_000))","userInfo":\#(Self.userInfo)}"#)
        let review = AccessReview(of: root["userInfo"], verb: "get", resource: "secrets")
        #expect(review.kept == review && (review.userInfo?.byteRange.lowerBound ?? 0) > 10_000)
        #expect(review.kept.userInfo?.byteRange == 0..<Self.userInfo.utf8.count)
    }
}
