internal import Webhook

/// What decides, of one configuration: whole, and never changed. A review that has begun with it ends with it.
final class InForce: Sendable {
    let reviewer: Reviewer

    init(_ reviewer: Reviewer) { self.reviewer = reviewer }
}
