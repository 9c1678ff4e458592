package import Admission
internal import JSON

/// What is to be said to the body of a request, and what the log says of it.
package struct Answer: Sendable {
    /// Whom the answer is for; nil where the body has no uid, so that it cannot be answered as a review.
    package let identity: ReviewIdentity?
    /// nil where the body is no review.
    package let review: Review?
    package let decision: Decision

    /// The AdmissionReview to reply with; nil without an identity.
    package var json: [UInt8]? {
        identity.map { identity in
            var writer = Writer(capacity: 1_024)
            writer.review(identity, decision)
            return writer.bytes
        }
    }
}
