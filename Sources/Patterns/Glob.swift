/// A glob as github.com/bmatcuk/doublestar v4 has them, with `/` between the parts of a path: `*` and `?` do not go past
/// one, `**/` stands for any number of parts, `[a-z]` and `[^a-z]` (or `[!a-z]`) are classes, `{a,b}` alternatives, and a
/// backslash takes the next character to the letter.
///
/// doublestar replaces alternatives one by one in the text and tries each result, which may take time exponential in the
/// text. Here all are followed at once, a place in the text being a state; so matching takes at most `cost` steps for
/// each character of a name. What comes of the text's being replaced is kept: `{a,}**` is `a**` or `**`, and what
/// stands at the beginning of an alternative counts as the beginning of a path's part. What is not kept: doublestar
/// stops at the first way through a name, so it may miss that a slash at a glob's end stands for nothing (`*a**/`).
package struct Glob: Sendable {
    /// Steps for a character of a name, at most.
    package let cost: Int

    let text: [Unicode.Scalar]
    /// Where the text goes on in place of each index: behind the alternatives where one ends there, else right there.
    let resolved: [Int]
    /// The beginnings of the alternatives that open at an index.
    let alternatives: [Int: [Int]]
    /// The class that opens at an index; a bracket without one matches nothing.
    let classes: [Int: CharacterClass]

    /// nil: it is no glob (`doublestar.ErrBadPattern`).
    package init?(_ pattern: ArraySlice<UInt8>) {
        guard Self.isValid(pattern) else { return nil }
        let text = Array(String(decoding: pattern, as: UTF8.self).unicodeScalars)
        let braces = Braces(text)
        (self.text, resolved, alternatives) = (text, braces.resolved, braces.alternatives)
        var classes: [Int: CharacterClass] = [:]
        for index in text.indices where text[index] == "[" {
            classes[index] = CharacterClass(in: text, from: index, resolved: braces.resolved)
        }
        self.classes = classes
        // Each place is reached in four ways, and there what is found is looked through once.
        cost =
            4 * (text.count + 1) + classes.values.reduce(0) { $0 + $1.ranges.count }
            + alternatives.values.reduce(0) { $0 + $1.count }
    }

    /// Whether it is a glob; `doublestar.ValidatePattern`. Takes one pass and allocates nothing.
    package static func isValid(_ pattern: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        var rest = pattern.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "\\"): guard rest.next() != nil else { return false }
            case UInt8(ascii: "["):
                var first = rest.next()
                if first == UInt8(ascii: "^") || first == UInt8(ascii: "!") { first = rest.next() }
                guard first != UInt8(ascii: "]") else { return false }
                var member = first
                while member != UInt8(ascii: "]") {
                    guard let one = member else { return false }
                    if one == UInt8(ascii: "\\") { _ = rest.next() }
                    member = rest.next()
                }
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                guard depth >= 0 else { return false }
            default: break
            }
        }
        return depth == 0
    }

    /// Whether it matches all of a name of UTF-8; `doublestar.MatchUnvalidated`.
    package func matches(_ name: ArraySlice<UInt8>) -> Bool {
        var run = GlobRun(self)
        for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
            switch run.take(scalar) {
            case .goesOn: continue
            case .matchesWhateverFollows: return true
            case .fails: return false
            }
        }
        return run.mayEnd
    }

    /// Whether this matches every name that a Kubernetes object can have; false also where that is not certain. They have
    /// a character or more, and no slash: stars do it, and one question mark among them.
    package var matchesEveryName: Bool {
        text.allSatisfy { $0 == "*" || $0 == "?" } && text.count { $0 == "?" } <= 1
            && matches(Array("a".utf8)[...]) && matches(Array("ab".utf8)[...])
    }

    /// The index after one, as the text reads with the alternatives chosen.
    func after(_ index: Int) -> Int { resolved[index + 1] }

    /// The character at an index; nil at the end.
    func character(at index: Int) -> Unicode.Scalar? { index < text.count ? text[index] : nil }
}
