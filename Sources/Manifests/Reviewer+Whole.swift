package import Admission
package import Webhook

extension Reviewer {
    /// What the mutating webhook says, and then the validating one about what that has made of the object: so nothing is
    /// missed that would have been added.
    package func decideWhole(_ review: Review) -> [Decision] {
        let mutation = decide(review, at: .mutate)
        var review = review
        if let patch = mutation.patch, let object = review.object, let patched = try? patch.applied(to: object) {
            review = review.replacing(object: patched)
        }
        return [mutation, decide(review, at: .validate)]
    }
}
