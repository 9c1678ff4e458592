internal import Admission
internal import Webhook

/// What decides, of one configuration: whole, and never changed. A review that has begun with it ends with it.
final class InForce: Sendable {
    let reviewer: Reviewer
    /// Of the configuration.
    let digest: String

    init(_ policy: Policy, source: (any FactSource)?) {
        reviewer = Reviewer(policy: policy, source: source)
        digest = policy.digest
    }
}
