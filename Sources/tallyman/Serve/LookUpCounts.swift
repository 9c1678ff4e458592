internal import Admission
internal import Metrics

/// Look-ups by what was asked for and what came of it.
final class LookUpCounts: Sendable {
    /// What questions are about.
    private static let kinds = ["namespace", "project", "secret", "kubero", "stages", "role", "access"]

    private let counters = StripedCounters()

    func count(_ question: Question, _ outcome: CountedFacts.Outcome) {
        counters.add(to: Self.index(question.kind, outcome), in: .current)
    }

    var families: [MetricFamily] {
        [
            MetricFamily(
                "tallyman_lookups_total", .counter,
                "Questions about the cluster: known at hand, found by asking the API server, or failed.",
                Self.kinds.indices.flatMap { kind in
                    CountedFacts.Outcome.allCases.map { outcome in
                        MetricFamily.Sample(
                            counters.total(Self.index(kind, outcome)),
                            [.init("kind", Self.kinds[kind]), .init("outcome", "\(outcome)")])
                    }
                })
        ]
    }

    private static func index(_ kind: Int, _ outcome: CountedFacts.Outcome) -> Int {
        kind * CountedFacts.Outcome.allCases.count + outcome.rawValue
    }
}

extension Question {
    /// Its place among the kinds.
    fileprivate var kind: Int {
        switch self {
        case .namespace: 0
        case .project: 1
        case .pullSecret: 2
        case .kubero: 3
        case .stages: 4
        case .role: 5
        case .access: 6
        }
    }
}
