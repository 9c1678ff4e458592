package import Admission
internal import JSON

/// One decision as a line of JSON: who did what to which object, and what became of it. Values of the object's fields
/// are not in it, but the name of a Secret that could not be looked up; whatever is from outside is escaped by the
/// JSON.
package struct LogLine {
    private let answer: Answer
    private let endpoint: Endpoint
    private let time: String
    private let microseconds: Int
    private let isLate: Bool

    /// - Parameters:
    ///   - time: when, as RFC 3339 has it.
    ///   - microseconds: how long the decision took.
    ///   - isLate: whether the API server has given up by now.
    package init(_ answer: Answer, at endpoint: Endpoint, time: String, microseconds: Int, isLate: Bool = false) {
        self.answer = answer
        self.endpoint = endpoint
        self.time = time
        self.microseconds = microseconds
        self.isLate = isLate
    }

    /// With its newline.
    package var bytes: [UInt8] {
        var writer = Writer(capacity: 512)
        writer.beginObject()
        writer.member("time", time)
        writer.member("endpoint", endpoint.rawValue)
        writer.member("uid", Self.shortened(answer.identity?.uid ?? ""))
        if let review = answer.review {
            writer.member("user", Self.shortened(review.user.name))
            writer.member("operation", review.operation.rawValue)
            let suffix = review.subresource.isEmpty ? "" : "/\(review.subresource)"
            let group = review.group.isEmpty ? "" : ".\(review.group)"
            writer.member("resource", Self.shortened("\(review.resource)\(group)\(suffix)"))
            writer.member("namespace", Self.shortened(review.namespace))
            writer.member("name", Self.shortened(review.name))
            writer.key("dryRun")
            writer.bool(review.isDryRun)
        } else {
            writer.member("error", Self.shortened(answer.decision.status?.message ?? ""))
        }
        writer.key("allowed")
        writer.bool(answer.decision.isAllowed)
        writer.key("code")
        writer.integer(answer.decision.status?.code ?? 200)
        writer.key("rules")
        writer.string(joining: answer.decision.firing, by: ",")
        // Which look-up failed, and why: that is ours to mend. Of the object it has the name of a Secret at most.
        if let status = answer.decision.status, status.code == 500 {
            writer.member("error", Self.shortened(status.message))
        }
        writer.key("warnings")
        writer.integer(answer.decision.warnings.count)
        writer.key("microseconds")
        writer.integer(microseconds)
        if isLate {
            writer.key("late")
            writer.bool(true)
        }
        writer.endObject()
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// The longest of what Kubernetes itself allows in these fields is a name of 253 characters; a user name may be
    /// anything an identity provider says. In the mutating phase nothing has been validated yet.
    private static let maximumLength = 1_024

    private static func shortened(_ text: String) -> String {
        text.unicodeScalars.count <= maximumLength
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(maximumLength))) + "…"
    }
}
