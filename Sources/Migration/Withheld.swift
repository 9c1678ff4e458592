/// What goes from a file into Secrets, and must not stand in any other file.
struct Withheld {
    private(set) var passwords: [[UInt8]] = []
    private(set) var edits: [Edit] = []
    /// By document.
    private(set) var changes: [Int: Changes] = [:]

    /// Notes what a plan takes out of a document.
    mutating func add(_ plan: Plan, of index: Int) {
        guard !plan.secrets.isEmpty else { return }
        passwords += plan.secrets
        edits += plan.edits
        changes[index, default: Changes()].merge(plan.changes)
    }

    /// The bytes of a text that it does not take out.
    func rest(of text: SourceText) -> [Range<Int>] {
        var (ranges, at) = ([Range<Int>](), 0)
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if edit.range.lowerBound > at { ranges.append(at..<edit.range.lowerBound) }
            at = max(at, edit.range.upperBound)
        }
        return at < text.bytes.count ? ranges + [at..<text.bytes.count] : ranges
    }
}
