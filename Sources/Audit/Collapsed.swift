/// Findings of one rule for a page that people read to its end: of those that say the same, the first few.
struct Collapsed {
    /// Shown of those that say the same: three make a pattern. A fourth takes no more room than to say that there is one.
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
        let alike = Dictionary(grouping: findings, by: \.likeness)
        var seen: [AuditFinding.Likeness: Int] = [:]
        lines = findings.compactMap { finding in
            let likeness = finding.likeness
            seen[likeness, default: 0] += 1
            let count = seen[likeness, default: 0]
            guard let same = alike[likeness], same.count > Self.shown + 1 else {
                return Line(finding: finding, more: nil)
            }
            guard count <= Self.shown else { return nil }
            let rest = same.dropFirst(Self.shown)
            let more = (findings: rest.count, namespaces: Set(rest.map(\.object.home)).count)
            return Line(finding: finding, more: count == Self.shown ? more : nil)
        }
    }
}
