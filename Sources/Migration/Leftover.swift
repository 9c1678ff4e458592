/// A password that still stands in a file, besides where it was taken out: in a comment, or in another object.
enum Leftover {
    /// From this length on, a text that is the same is taken for the password. Shorter ones (`admin`) may be anything.
    private static let certainLength = 8

    static let refusal = """
        a password that is to be taken out stands on this line too, and would still be in it. Take it away here, or \
        rotate it first
        """
    static let note = "on this line stands a word that is the same as a password taken out; see whether it is meant"

    /// The first line with a password for certain, and the first with what may be one.
    static func lines(
        of secrets: [[UInt8]], in text: SourceText, outside edits: [Edit]
    ) -> (certain: Int?, possible: Int?) {
        var found: (certain: Int?, possible: Int?)
        let kept = kept(text, edits)
        for secret in Set(secrets) {
            let isCertain = secret.count >= certainLength
            guard isCertain ? found.certain == nil : found.possible == nil,
                let offset = kept.lazy.compactMap({ offset(of: secret, in: text.bytes[$0]) }).first
            else { continue }
            let line = text.lineNumber(of: offset)
            if isCertain { found.certain = line } else { found.possible = line }
        }
        return found
    }

    /// What stands between the edits.
    private static func kept(_ text: SourceText, _ edits: [Edit]) -> [Range<Int>] {
        var (ranges, at) = ([Range<Int>](), 0)
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if edit.range.lowerBound > at { ranges.append(at..<edit.range.lowerBound) }
            at = max(at, edit.range.upperBound)
        }
        return at < text.bytes.count ? ranges + [at..<text.bytes.count] : ranges
    }

    /// Where it stands as a word of its own.
    private static func offset(of secret: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = secret.first else { return nil }
        var start = bytes.startIndex
        while let at = bytes[start...].firstIndex(of: first) {
            start = at + 1
            let end = at + secret.count
            guard bytes[at...].starts(with: secret) else { continue }
            let isWord =
                (at == bytes.startIndex || !isLetter(bytes[at - 1])) && (end == bytes.endIndex || !isLetter(bytes[end]))
            if isWord { return at }
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default: false
        }
    }
}
