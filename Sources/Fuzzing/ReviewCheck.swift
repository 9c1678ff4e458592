internal import Admission
internal import JSON
internal import Webhook

/// Whatever is posted is answered, and what is no JSON is refused.
enum ReviewCheck {
    static func run(_ bytes: [UInt8]) throws(Broken) {
        let isJSON = (try? Parser.parse(bytes)) != nil
        for answer in try Answering.all.answers(to: bytes) {
            guard !isJSON || answer.review == nil else { continue }
            try Broken.unless(answer.decision.status?.code == 400, "what is no review is not refused with 400")
        }
    }
}
