/// The warnings of a reply, such that the API server passes each of them on: one line, no duplicates, not too long.
///
/// Its limits: 4,096 characters in all, past which it cuts each to 256 and then drops
/// (k8s.io/apiserver/pkg/endpoints/filters/warning.go).
struct Warnings {
    static let maximumLength = 256
    static let maximumTotal = 4_096

    private(set) var texts: [String] = []
    private var total = 0

    mutating func add(_ text: String) {
        let line = Self.line(text)
        let length = line.unicodeScalars.count
        // So few fit that looking through them is quicker than hashing.
        guard total + length <= Self.maximumTotal, !texts.contains(line) else { return }
        total += length
        texts.append(line)
    }

    private static func line(_ text: String) -> String {
        // Nearly all are: their characters need no look at what kind they are of.
        if text.utf8.count <= maximumLength, text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
        let fits = text.unicodeScalars.dropFirst(maximumLength).isEmpty
        var line = ""
        for scalar in text.unicodeScalars.prefix(fits ? maximumLength : maximumLength - 1) {
            let isControl = scalar.properties.generalCategory == .control
            line.unicodeScalars.append(isControl ? " " : scalar)
        }
        return fits ? line : line + "…"
    }
}
