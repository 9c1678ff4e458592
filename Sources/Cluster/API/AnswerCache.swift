internal import Admission
internal import Kubernetes

/// Answers that count for a while.
struct AnswerCache {
    /// 10,000 answers, and 16 MiB of what they and their questions take: one about access has all groups of a user.
    static let entries = 10_000
    static let bytes = 16 << 20

    /// How often those are let go of that have had their time: as long as most of them count.
    private static let sweep = Duration.seconds(30)

    private struct Entry {
        let answer: Facts.Answer
        let until: ContinuousClock.Instant
        let size: Int
    }

    private var entries: [Question: Entry] = [:]
    private var size = 0
    private var sweepAt: ContinuousClock.Instant?

    /// How many answers are kept.
    var count: Int { entries.count }

    func answer(_ question: Question, at now: ContinuousClock.Instant) -> Facts.Answer? {
        guard let entry = entries[question], entry.until > now else { return nil }
        return entry.answer
    }

    mutating func keep(_ answer: Facts.Answer, to question: Question, at now: ContinuousClock.Instant) {
        let time = Self.time(of: answer, to: question)
        guard time > .zero else { return }
        let entry = Entry(answer: answer, until: now + time, size: question.size + answer.size)
        size += entry.size - (entries.updateValue(entry, forKey: question)?.size ?? 0)
        let isFull = entries.count > Self.entries || size > Self.bytes
        let next = sweepAt ?? now + Self.sweep
        sweepAt = next
        guard isFull || now >= next else { return }
        sweepAt = now + Self.sweep
        entries = entries.filter { $0.value.until > now }
        size = entries.values.reduce(0) { $0 + $1.size }
        // Still too much: what is asked next is asked again, which costs a call each.
        if isFull, entries.count > Self.entries / 2 || size > Self.bytes / 2 { (entries, size) = ([:], 0) }
    }

    /// How long an answer counts.
    private static func time(of answer: Facts.Answer, to question: Question) -> Duration {
        switch (question, answer) {
        case (_, .failed): .zero
        case (.access, .access(true)): .seconds(60)
        case (.access, _): .seconds(10)
        // A Secret may be made at this moment: that there is none is never taken from here.
        case (_, .pullSecret(nil)): .zero
        case (.pullSecret, _): .seconds(30)
        // A role and its binding mostly come together, the role first.
        case (_, .role(nil)): .zero
        case (.role, _): .seconds(10)
        case (.stages, _): .seconds(5)
        // The watch, which mostly answers these, is broken.
        case (.namespace, _), (.project, _), (.kubero, _): .seconds(1)
        }
    }
}

extension Question {
    /// About how many bytes it takes.
    fileprivate var size: Int {
        if case .access(let review) = self { 256 + 2 * review.json.count } else { 256 }
    }
}
