package import Admission

/// A review on its way to a decision: what has been found out for it, and what has not yet.
package struct PendingReview: Sendable {
    let review: Review
    let endpoint: Endpoint
    private(set) var answers: [Question: Facts.Answer] = [:]
    /// What has to be found out before it can go on.
    package internal(set) var open: [Question] = []

    init(_ review: Review, at endpoint: Endpoint) {
        self.review = review
        self.endpoint = endpoint
    }

    mutating func learn(_ more: [Question: Facts.Answer]) {
        answers.merge(more) { _, new in new }
        open.removeAll { answers[$0] != nil }
    }

    func answer(_ decision: Decision) -> Answer {
        Answer(
            identity: ReviewIdentity(uid: review.uid, version: review.version), review: review, decision: decision)
    }
}
