package import Admission
internal import JSON

/// Decides the body of a request: the way from bytes to a decision, the same for the server and for the command line.
package struct Reviewer: Sendable {
    package let policy: Policy
    /// Where rules' questions are answered; nil: nowhere, and rules do without.
    private let source: (any FactSource)?

    package init(policy: Policy, source: (any FactSource)? = nil) {
        self.policy = policy
        self.source = source
    }

    /// How far a review has come.
    package enum Progress: Sendable {
        case answered(Answer)
        /// Something has to be found out first.
        case waiting(PendingReview)
    }

    /// Decides as far as that goes without waiting for anything.
    /// - Parameters:
    ///   - body: an AdmissionReview, or the beginning of one.
    ///   - limit: how many bytes are taken, where the body has more than that and is not all here.
    package func begin(_ body: [UInt8], at endpoint: Endpoint, overflowing limit: Int? = nil) -> Progress {
        if let limit { return .answered(refuse(body, .tooLarge(limit: limit))) }
        let document: Document
        do throws(ParseError) {
            document = try Parser.parse(body)
        } catch {
            return .answered(refuse(body, .notJSON(error)))
        }
        do throws(ReviewError) {
            return proceed(with: PendingReview(try Review(document), at: endpoint))
        } catch {
            return .answered(refuse(body, error))
        }
    }

    /// Goes on with a review, with what has been found out in the meantime.
    package func resume(_ review: PendingReview, knowing answers: [Question: Facts.Answer]) -> Progress {
        var review = review
        review.learn(answers)
        return proceed(with: review)
    }

    /// Decides at once: what could only be found out by waiting counts as not to be had.
    package func answer(_ body: [UInt8], at endpoint: Endpoint, overflowing limit: Int? = nil) -> Answer {
        switch begin(body, at: endpoint, overflowing: limit) {
        case .answered(let answer): answer
        case .waiting(let review): giveUp(review)
        }
    }

    /// Decides a review that nothing more will be found out for.
    package func giveUp(_ review: PendingReview) -> Answer {
        var review = review
        while true {
            let failures = review.open.map { ($0, Facts.Answer.failed("it would have to be waited for")) }
            switch resume(review, knowing: Dictionary(uniqueKeysWithValues: failures)) {
            case .answered(let answer): return answer
            case .waiting(let next): review = next
            }
        }
    }

    /// Each round answers at least one more question, and a review has no end of them only if a rule has.
    private func proceed(with review: PendingReview) -> Progress {
        var review = review
        while true {
            let facts = source == nil ? Facts.none : .cluster(review.answers)
            switch policy.evaluate(review.review, at: review.endpoint, knowing: facts) {
            case .decided(let decision): return .answered(review.answer(decision))
            case .needs(let questions):
                review.open = questions
                review.learn(source?.known(questions) ?? [:])
                guard review.open.isEmpty else { return .waiting(review) }
            }
        }
    }

    /// A denial that is an answer still, as far as the body says to whom.
    private func refuse(_ body: [UInt8], _ error: ReviewError) -> Answer {
        Answer(identity: ReviewIdentity.find(in: body), review: nil, decision: policy.refuse(error))
    }
}
