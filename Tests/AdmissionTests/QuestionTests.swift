import Kubernetes
import Testing

@testable import Admission

@Suite struct QuestionTests {
    /// Of all kinds, about the same names.
    static func questions(_ namespace: String, _ name: String) -> [Question] {
        [
            .namespace(name), .project(name), .kubero(namespace: name), .stages(namespace: name),
            .pullSecret(namespace: namespace, name: name), .role(namespace: namespace, name: name),
            .access(AccessReview(user: "u", verb: "get", resource: "secrets", name: name, namespace: namespace)),
        ]
    }

    /// Swift takes the first two of the names for one, and roles may be called by either.
    @Test func `questions are the same where their kinds and names are, byte for byte`() {
        let names = [("a", "caf\u{e9}"), ("a", "cafe\u{301}"), ("aca", "f\u{e9}"), ("", "K"), ("", "\u{212A}")]
        let all = names.flatMap { Self.questions($0.0, $0.1) }
        #expect(Set(all).count == all.count)
        for (index, one) in all.enumerated() {
            for (other, question) in all.enumerated() { #expect((one == question) == (index == other)) }
        }
        #expect(Set(all + names.flatMap { Self.questions($0.0, $0.1) }).count == all.count)
    }
}
