internal import Admission
internal import Metrics

extension ReviewCounts {
    var families: [MetricFamily] {
        [
            MetricFamily(
                "tallyman_reviews_total", .counter,
                "Reviews decided; error is what could not be decided, and is denied too.",
                Endpoint.allCases.flatMap { endpoint in
                    Outcome.allCases.map { outcome in
                        MetricFamily.Sample(
                            reviews(outcome, at: endpoint),
                            [endpoint.label, .init("decision", outcome.decision), .init("code", outcome.code)])
                    }
                }),
            durations,
            MetricFamily(
                "tallyman_late_reviews_total", .counter,
                "Reviews decided when the API server had given up on them, by the timeout in their query.",
                Endpoint.allCases.map { MetricFamily.Sample(late(at: $0), [$0.label]) }),
            byRule("tallyman_rule_denials_total", .error, "Reviews that a rule denied, alone or with others."),
            byRule("tallyman_rule_warnings_total", .warning, "Reviews that a rule warned about, denied or not."),
        ]
    }

    private var durations: MetricFamily {
        var family = MetricFamily(
            "tallyman_review_duration_seconds", .histogram,
            "From a review's turn to its decision, look-ups included; waiting for its turn is not in it.")
        let bounds = Self.bounds.indices.map { Double(Self.bounds[$0]) / 1e9 }
        for endpoint in Endpoint.allCases {
            let (sum, buckets) = durations(at: endpoint)
            family.add(counts: buckets, bounds: bounds, sum: Double(sum) / 1e9, [endpoint.label])
        }
        return family
    }

    private func byRule(_ name: String, _ severity: Finding.Severity, _ help: String) -> MetricFamily {
        MetricFamily(
            name, .counter, help,
            rules.indices.map { .init(reviews(with: severity, byRule: $0), [.init("rule", rules[$0])]) })
    }
}

extension ReviewCounts.Outcome {
    fileprivate var decision: String {
        switch self {
        case .allowed: "allowed"
        case .forbidden, .invalid: "denied"
        case .badRequest, .tooLarge, .failed, .other: "error"
        }
    }

    /// As in the decision's status.
    fileprivate var code: String {
        switch self {
        case .allowed: "200"
        case .forbidden: "403"
        case .invalid: "422"
        case .badRequest: "400"
        case .tooLarge: "413"
        case .failed: "500"
        case .other: "other"
        }
    }
}

extension Endpoint {
    fileprivate var label: MetricFamily.Label { .init("endpoint", rawValue) }
}
