package import Admission
internal import JSON

/// Decides the body of a request: the way from bytes to a decision, the same for the server and for the command line.
package struct Reviewer: Sendable {
    package let policy: Policy
    /// Where rules' questions are answered; nil: nowhere, and rules do without.
    private let source: (any FactSource)?
    private let ends: ReplyEnds

    package init(policy: Policy, source: (any FactSource)? = nil) {
        self.policy = policy
        self.source = source
        ends = ReplyEnds(of: policy)
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
            return proceed(with: try Review(document), at: endpoint, knowing: facts)
        } catch {
            return .answered(refuse(body, error))
        }
    }

    /// Goes on with a review, with what has been found out in the meantime.
    package func resume(_ review: PendingReview, knowing answers: [Question: Facts.Answer]) -> Progress {
        var facts = review.facts
        facts.learn(answers)
        return proceed(with: review.review, at: review.endpoint, knowing: facts)
    }

    /// Decides at once: what could only be found out by waiting counts as not to be had.
    package func answer(_ body: [UInt8], at endpoint: Endpoint, overflowing limit: Int? = nil) -> Answer {
        switch begin(body, at: endpoint, overflowing: limit) {
        case .answered(let answer): answer
        case .waiting(let review): giveUp(review)
        }
    }

    /// Decides a review at once, as the other does a body.
    package func decide(_ review: Review, at endpoint: Endpoint) -> Decision {
        switch proceed(with: review, at: endpoint, knowing: facts) {
        case .answered(let answer): answer.decision
        case .waiting(let review): giveUp(review).decision
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

    /// What is known of the cluster before anything has been asked.
    private var facts: Facts { source.map { .cluster(askedOf: $0) } ?? .none }

    /// Each round answers at least one more question, and a review has no end of them only if a rule has. What is at hand
    /// takes no round of its own.
    private func proceed(with review: Review, at endpoint: Endpoint, knowing facts: Facts) -> Progress {
        var facts = facts
        while true {
            switch policy.evaluate(review, at: endpoint, knowing: facts) {
            case .decided(let decision):
                return .answered(Answer(to: review, decision, end: ends.end(of: decision, at: endpoint)))
            case .needs(let questions):
                let known = source?.known(questions) ?? [:]
                facts.learn(known)
                let open = questions.filter { known[$0] == nil }
                guard open.isEmpty else {
                    return .waiting(PendingReview(review: review, endpoint: endpoint, facts: facts, open: open))
                }
            }
        }
    }

    /// A denial that is an answer still, as far as the body says to whom.
    private func refuse(_ body: [UInt8], _ error: ReviewError) -> Answer {
        Answer(to: ReviewIdentity.find(in: body), policy.refuse(error))
    }
}
