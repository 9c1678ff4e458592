package import Admission
internal import JSON

/// What is to be said to the body of a request, and what the log says of it.
package struct Answer: Sendable {
    /// nil where the body is no review.
    package let review: Review?
    package let decision: Decision
    /// Whom the answer is for, where the body is no review; nil where it has no uid either.
    private let found: ReviewIdentity?
    /// What the reply has behind the uid, where that has been written before.
    private let end: [UInt8]?

    init(to review: Review, _ decision: Decision, end: [UInt8]?) {
        (self.review, self.decision, self.end) = (review, decision, end)
        found = nil
    }

    init(to found: ReviewIdentity?, _ decision: Decision) {
        (self.found, self.decision) = (found, decision)
        (review, end) = (nil, nil)
    }

    /// Whom the answer is for; nil where the body has no uid, so that it cannot be answered as a review.
    package var identity: ReviewIdentity? {
        review.map { ReviewIdentity(uid: $0.uid, version: $0.version) } ?? found
    }

    /// The AdmissionReview to reply with; nil without an identity.
    package var json: [UInt8]? {
        var json: [UInt8] = []
        return write(into: &json) ? json : nil
    }

    /// Writes the AdmissionReview to reply with, in place of what is in `memory`.
    /// - Returns: false without an identity: there is nothing to reply with.
    package func write(into memory: inout [UInt8]) -> Bool {
        guard let version = review?.version ?? found?.version else { return false }
        var writer = Writer(reusing: &memory)
        writer.beginReview(version)
        if let review { writer.text(of: review.echo) } else { writer.string(found?.uid ?? "") }
        if let end { writer.verbatim(end) } else { writer.outcome(decision) }
        memory = writer.bytes
        return true
    }
}
