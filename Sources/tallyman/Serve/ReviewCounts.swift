internal import Admission
internal import Metrics

/// What became of reviews, and how long it took: three additions for most.
final class ReviewCounts: Sendable {
    /// How a decision is counted.
    enum Outcome: Int, CaseIterable {
        case allowed, forbidden, invalid, badRequest, tooLarge, failed, other

        init(_ code: Int?) {
            self =
                switch code {
                case nil: .allowed
                case 400: .badRequest
                case 403: .forbidden
                case 413: .tooLarge
                case 422: .invalid
                case 500: .failed
                default: .other
                }
        }
    }

    /// Upper bounds of the buckets for durations, in nanoseconds: a decision alone takes 10 to 100 µs, a look-up a few
    /// milliseconds, and nothing waits for longer than 30 s.
    static let bounds: InlineArray<15, Int> = [
        10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000, 10_000_000, 50_000_000, 100_000_000,
        500_000_000, 1_000_000_000, 5_000_000_000, 10_000_000_000, 30_000_000_000,
    ]

    /// Where the counters of an endpoint stand among its own.
    private enum Cell {
        static let outcomes = 0
        static let late = Outcome.allCases.count
        static let sum = late + 1
        static let buckets = sum + 1
        static let count = buckets + bounds.count + 1
    }

    /// Ids of all rules, in order.
    let rules: [String]
    private let counters = StripedCounters()
    private let firstRule = Endpoint.allCases.count * Cell.count

    init(rules: [String]) {
        precondition(firstRule + 2 * rules.count <= StripedCounters.capacity, "more rules than there are counters for")
        self.rules = rules
    }

    /// - Parameter isLate: whether the API server has given up by now.
    func count(_ decision: Decision, at endpoint: Endpoint, nanoseconds: Int, isLate: Bool) {
        let lane = StripedCounters.Lane.current
        let first = Self.first(endpoint)
        counters.add(to: first + Cell.outcomes + Outcome(decision.status?.code).rawValue, in: lane)
        counters.add(nanoseconds, to: first + Cell.sum, in: lane)
        counters.add(to: first + Cell.buckets + Self.bucket(nanoseconds), in: lane)
        if isLate { counters.add(to: first + Cell.late, in: lane) }
        if !decision.findings.isEmpty { count(decision.findings, lane) }
    }

    /// Each rule once, however much it found.
    private func count(_ findings: [Finding], _ lane: StripedCounters.Lane) {
        var seen: UInt64 = 0
        for finding in findings {
            guard let rule = rules.firstIndex(of: finding.rule) else { continue }
            let counter = 2 * rule + (finding.severity == .error ? 0 : 1)
            guard seen & 1 << UInt64(counter) == 0 else { continue }
            seen |= 1 << UInt64(counter)
            counters.add(to: firstRule + counter, in: lane)
        }
    }

    private static func first(_ endpoint: Endpoint) -> Int {
        switch endpoint {
        case .validate: 0
        case .mutate: Cell.count
        }
    }

    private static func bucket(_ nanoseconds: Int) -> Int {
        var index = 0
        while index < bounds.count, nanoseconds > bounds[index] { index += 1 }
        return index
    }

    // MARK: Reading

    func reviews(_ outcome: Outcome, at endpoint: Endpoint) -> Int {
        counters.total(Self.first(endpoint) + Cell.outcomes + outcome.rawValue)
    }

    func late(at endpoint: Endpoint) -> Int { counters.total(Self.first(endpoint) + Cell.late) }

    /// How long all together took, in nanoseconds, and how many fell into each bucket.
    func durations(at endpoint: Endpoint) -> (sum: Int, buckets: [Int]) {
        let first = Self.first(endpoint)
        return (
            counters.total(first + Cell.sum), (0...Self.bounds.count).map { counters.total(first + Cell.buckets + $0) }
        )
    }

    /// Reviews that a rule, by its place among `rules`, denied or warned about.
    func reviews(with severity: Finding.Severity, byRule rule: Int) -> Int {
        counters.total(firstRule + 2 * rule + (severity == .error ? 0 : 1))
    }
}
