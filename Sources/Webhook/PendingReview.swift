package import Admission

/// A review on its way to a decision: what has been found out for it, and what has not yet.
package struct PendingReview: Sendable {
    let review: Review
    let endpoint: Endpoint
    let facts: Facts
    /// What has to be found out before it can go on.
    package let open: [Question]
}
