/// `[a-z]` of a glob: what is in it, and where the text goes on behind it.
struct CharacterClass: Sendable {
    private(set) var ranges: [ClosedRange<UInt32>] = []
    private(set) var isNegated = false
    private(set) var end = 0

    /// Reads a class as doublestar's matcher does; nil where it does not end.
    /// - Parameter start: where its bracket is.
    init?(in text: [Unicode.Scalar], from start: Int, resolved: [Int]) {
        var index = resolved[start + 1]
        func next() -> Unicode.Scalar? {
            guard index < text.count else { return nil }
            defer { index = resolved[index + 1] }
            return text[index]
        }
        func peek() -> Unicode.Scalar? { index < text.count ? text[index] : nil }

        if peek() == "^" || peek() == "!" {
            isNegated = true
            _ = next()
        }
        guard peek() != "]" else { return nil }
        // What a range may begin with: the character before, unless it ended one.
        var last: Unicode.Scalar?
        while let character = next() {
            if character == "]" {
                end = index
                return
            }
            if let low = last, character == "-", peek() != "]" {
                guard var high = next() else { return nil }
                if high == "\\" {
                    guard let escaped = next() else { return nil }
                    high = escaped
                }
                if low <= high { ranges.append(low.value...high.value) }
                last = nil
                continue
            }
            var member = character
            if character == "\\" {
                guard let escaped = next() else { return nil }
                member = escaped
            }
            ranges.append(member.value...member.value)
            last = member
        }
        return nil
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } != isNegated
    }
}
