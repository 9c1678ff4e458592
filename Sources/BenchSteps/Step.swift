internal import Admission
internal import JSON
internal import Webhook

/// A part of the way from a body to its reply, which is gone again and again.
enum Step: String, CaseIterable {
    /// Text to document.
    case parse
    /// Document to review, and the fields that every review is asked for.
    case review
    /// Review to decision, by all rules of the configuration, and look-ups from what is at hand.
    case rules
    /// Decision to bytes.
    case encode
    /// Body to bytes, as the server does it.
    case all

    /// Goes it `count` times, after what comes before it has been done once.
    /// - Returns: a sum over what came out, so that nothing can be left out as unused; and how long it took.
    func run(_ count: Int, _ body: [UInt8], by reviewer: Reviewer, at endpoint: Endpoint) throws(StepError) -> (
        sum: Int, time: Duration
    ) {
        let document = try Self.parse(body)
        let review = try Self.read(document)
        let answer = reviewer.answer(body, at: endpoint)
        // As a loop of the server has it: the same for every reply.
        var memory: [UInt8] = []
        var sum = 0
        let start = ContinuousClock.now
        for _ in 0..<count {
            switch self {
            case .parse: sum &+= try Self.parse(body).nodeCount
            case .review: sum &+= Self.fields(of: try Self.read(document))
            case .rules: sum &+= reviewer.decide(review, at: endpoint).isAllowed ? 1 : 0
            case .encode: sum &+= Self.length(of: answer, in: &memory)
            case .all: sum &+= Self.length(of: reviewer.answer(body, at: endpoint), in: &memory)
            }
        }
        return (sum, ContinuousClock.now - start)
    }

    private static func parse(_ body: [UInt8]) throws(StepError) -> Document {
        do throws(ParseError) { return try Parser.parse(body) } catch { throw .notJSON(error) }
    }

    private static func read(_ document: Document) throws(StepError) -> Review {
        do throws(ReviewError) { return try Review(document) } catch { throw .noReview(error) }
    }

    private static func length(of answer: Answer, in memory: inout [UInt8]) -> Int {
        answer.write(into: &memory) ? memory.count : 0
    }

    private static func fields(of review: Review) -> Int {
        review.uid.utf8.count &+ review.namespace.utf8.count &+ review.name.utf8.count &+ review.user.name.utf8.count
            &+ (review.isOfTerminating ? 1 : 0)
    }
}
