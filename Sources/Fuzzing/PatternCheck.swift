internal import Patterns

/// A pattern and a name: whatever they are, it is said whether they match, and what is said of the pattern goes for it.
enum PatternCheck {
    static func run(_ bytes: [UInt8]) throws(Broken) {
        let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let pattern = Array(bytes[..<end])
        let name = bytes[min(end + 1, bytes.count)...]
        try glob(pattern, name)
        try expression(pattern, name)
    }

    /// Names that a Kubernetes object can have.
    private static let names = ["a", "7", "shop", "a-1.b", "x0"].map { Array($0.utf8)[...] }

    private static func glob(_ pattern: [UInt8], _ name: ArraySlice<UInt8>) throws(Broken) {
        let glob = Glob(pattern[...])
        try Broken.unless((glob != nil) == Glob.isValid(pattern[...]), "a glob and none")
        guard let glob else { return }
        let matches = glob.matches(name)
        try Broken.unless(glob.matches(name) == matches, "asked again it answers otherwise")
        try Broken.unless(
            !glob.matchesEveryName || names.allSatisfy { glob.matches($0) }, "a glob for every name misses one")
        let text = String(decoding: pattern, as: UTF8.self)
        guard !text.contains(where: { "\\*?[]{}".contains($0) }) else { return }
        let isSame = text.unicodeScalars.elementsEqual(String(decoding: name, as: UTF8.self).unicodeScalars)
        try Broken.unless(matches == isSame, "a glob that is a plain name matches another")
    }

    private static func expression(_ pattern: [UInt8], _ name: ArraySlice<UInt8>) throws(Broken) {
        let expression: RegularExpression
        do throws(RegularExpression.Problem) {
            expression = try RegularExpression(pattern)
        } catch {
            try Broken.unless(!error.description.isEmpty, "refused without a word")
            return
        }
        let matches = expression.matches(name)
        try Broken.unless(matches || !expression.matchesEveryName || name.isEmpty || !isName(name), "misses a name")
        try Broken.unless(
            !expression.matchesEveryName || names.allSatisfy { expression.matches($0) },
            "an expression for every name misses one")
        guard expression.isAnchored, matches, !name.contains(UInt8(ascii: "\n")) else { return }
        // Anchored at both ends it matches the same, if it was so already.
        guard let whole = try? RegularExpression(Array(#"\A(?:"#.utf8) + pattern + Array(#")\z"#.utf8)) else { return }
        try Broken.unless(whole.size == nil || whole.matches(name), "called anchored, it matches a part of a name")
    }

    private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        let isEnd: (UInt8) -> Bool = { 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 }
        return name.allSatisfy { isEnd($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
            && name.first.map(isEnd) == true && name.last.map(isEnd) == true
    }
}
