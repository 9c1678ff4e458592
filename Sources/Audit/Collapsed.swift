/// Findings of one rule for a page that people read to its end: of those that say the same, the first few.
struct Collapsed {
    /// Shown of those that say the same. Three make a pattern.
    private static let shown = 3

    struct Line {
        let finding: AuditFinding
        /// How many more say the same and are not shown, and in how many namespaces they are; after the last of those shown.
        let more: (findings: Int, namespaces: Int)?
    }

    let lines: [Line]

    /// - Parameter all: leaves none out.
    init(_ findings: [AuditFinding], all: Bool) {
        guard !all else {
            lines = findings.map { Line(finding: $0, more: nil) }
            return
        }
        var left: [AuditFinding.Likeness: (findings: Int, namespaces: Set<String>)] = [:]
        var seen: [AuditFinding.Likeness: Int] = [:]
        for finding in findings {
            let likeness = finding.likeness
            seen[likeness, default: 0] += 1
            guard seen[likeness, default: 0] > Self.shown else { continue }
            left[likeness, default: (0, [])].findings += 1
            left[likeness, default: (0, [])].namespaces.insert(finding.object.home)
        }
        var shown: [AuditFinding.Likeness: Int] = [:]
        lines = findings.compactMap { finding in
            let likeness = finding.likeness
            shown[likeness, default: 0] += 1
            let count = shown[likeness, default: 0]
            guard count <= Self.shown else { return nil }
            let rest = count == Self.shown ? left[likeness] : nil
            return Line(finding: finding, more: rest.map { ($0.findings, $0.namespaces.count) })
        }
    }
}
