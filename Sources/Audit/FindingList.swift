internal import Admission

/// Findings, of which a bounded number is kept: an audit's memory does not grow with the cluster.
struct FindingList: Sendable {
    /// Of one rule and severity, with all its text under 2 KiB each. Nobody reads more, and a flood of warnings or of one
    /// rule's findings takes no room from the others.
    static let kept = 1_000

    private struct Kind: Hashable {
        let rule: String
        let severity: Finding.Severity
    }

    private var all: [AuditFinding] = []
    private var counts: [Kind: Int] = [:]

    mutating func add(_ finding: AuditFinding) {
        let kind = Kind(rule: finding.finding.rule, severity: finding.finding.severity)
        counts[kind, default: 0] += 1
        if counts[kind, default: 0] <= Self.kept { all.append(finding) }
    }

    /// By rule, then by namespace, then as they were read.
    var sorted: [AuditFinding] {
        // Sorting is stable.
        all.sorted { ($0.finding.rule, $0.object.home) < ($1.finding.rule, $1.object.home) }
    }

    /// How many there were that are not kept.
    var omitted: Int { counts.values.reduce(0, +) - all.count }

    func omitted(of rule: String) -> Int {
        counts.reduce(0) { $0 + ($1.key.rule == rule ? max(0, $1.value - Self.kept) : 0) }
    }
}
