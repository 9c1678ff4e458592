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
}
