/// How far an audit is with a kind.
package struct AuditProgress: Sendable, Equatable {
    package let kind: String
    package let done: Int
    /// nil where the cluster does not say how many there are.
    package let total: Int?

    package init(kind: String, done: Int, total: Int?) {
        self.kind = kind
        self.done = done
        self.total = total
    }

    /// Characters of the bar.
    private static let width = 24

    /// A line for a terminal: `KuberoPipeline [######..................] 1,200 of 4,800`.
    package var line: String {
        guard let total, total > 0 else { return "\(kind) \(Grouped(done))" }
        // In floating point nothing overflows, whatever the cluster says.
        let filled = Int(Double(Self.width) * min(1, max(0, Double(done) / Double(total))))
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
        return "\(kind) [\(bar)] \(Grouped(done)) of \(Grouped(total))"
    }
}
