package import Admission
internal import Serving

/// A source that waits for every answer, for commands that have nothing else to do.
package struct PatientFacts: FactSource {
    private let source: any FactSource
    private let time: Duration

    /// - Parameter time: after which a question is not waited for any more.
    package init(_ source: any FactSource, within time: Duration) {
        self.source = source
        self.time = time
    }

    package func known(_ questions: [Question]) -> [Question: Facts.Answer] {
        do throws(ServerError) {
            let inbox = try Inbox<[Question: Facts.Answer]>()
            source.find(questions, within: time) { inbox.post($0) }
            return inbox.next()[0]
        } catch {
            return Dictionary(questions.map { ($0, .failed("\(error)")) }, uniquingKeysWith: { first, _ in first })
        }
    }

    package func find(
        _ questions: [Question], within time: Duration, then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) {
        source.find(questions, within: time, then: then)
    }
}
