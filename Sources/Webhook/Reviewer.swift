package import Admission
internal import JSON

/// Decides the body of a request: the way from bytes to a decision, the same for the server and for the command line.
package struct Reviewer: Sendable {
    package let policy: Policy

    package init(policy: Policy) { self.policy = policy }

    /// - Parameters:
    ///   - body: an AdmissionReview, or the beginning of one.
    ///   - limit: how many bytes are taken, where the body has more than that and is not all here.
    package func answer(_ body: [UInt8], at endpoint: Endpoint, overflowing limit: Int? = nil) -> Answer {
        if let limit { return refuse(body, .tooLarge(limit: limit)) }
        let document: Document
        do throws(ParseError) {
            document = try Parser.parse(body)
        } catch {
            return refuse(body, .notJSON(error))
        }
        do throws(ReviewError) {
            let review = try Review(document)
            let identity = ReviewIdentity(uid: review.uid, version: review.version)
            return Answer(identity: identity, review: review, decision: decide(review, at: endpoint))
        } catch {
            return refuse(body, error)
        }
    }

    private func decide(_ review: Review, at endpoint: Endpoint) -> Decision {
        var answers: [Question: Facts.Answer] = [:]
        var facts = Facts.none
        while true {
            switch policy.evaluate(review, at: endpoint, knowing: facts) {
            case .decided(let decision): return decision
            case .needs(let questions):
                for question in questions { answers[question] = .failed("there is no cluster to ask") }
                facts = .cluster(answers)
            }
        }
    }

    /// A denial that is an answer still, as far as the body says to whom.
    private func refuse(_ body: [UInt8], _ error: ReviewError) -> Answer {
        Answer(identity: ReviewIdentity.find(in: body), review: nil, decision: policy.refuse(error))
    }
}
