/// A text from outside that may be a URL, or have some in it.
package enum URLText {
    /// The text without what stands before the `@` of a URL: it may be a password. In the authority (RFC 3986 section
    /// 3.2) that is; behind what is none, as where the password has a `/` in it, up to the next blank.
    package static func withoutUserInfo(_ text: String) -> String {
        let hidden = userInfos(in: text)
        guard !hidden.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var (kept, next): ([UInt8], Int) = ([], 0)
        for part in hidden {
            kept += bytes[next..<part.lowerBound]
            next = part.upperBound
        }
        return String(decoding: kept + bytes[next...], as: UTF8.self)
    }

    /// Whether there is a URL that says who.
    package static func hasUserInfo(_ text: String) -> Bool { !userInfos(in: text).isEmpty }

    /// Where users and passwords stand, each with the `@` behind it. The text is gone over a few times, and no more often
    /// however many URLs are in it: anybody may have written it, and have written much.
    private static func userInfos(in text: String) -> [Range<Int>] {
        let bytes = text.utf8.span
        guard bytes.indices.contains(where: { bytes[$0] == at }) else { return [] }
        var found: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            var end = start
            var lastAt: Int?
            while end < bytes.count, bytes[end] > 0x20 {
                if bytes[end] == at { lastAt = end }
                end += 1
            }
            if let lastAt { find(in: bytes, start..<end, lastAt: lastAt, &found) }
            start = end + 1
        }
        return found
    }

    /// The same within a part without blanks.
    private static func find(in bytes: Span<UInt8>, _ word: Range<Int>, lastAt: Int, _ found: inout [Range<Int>]) {
        var index = word.lowerBound
        while index + 3 <= lastAt {
            guard bytes[index] == colon, bytes[index + 1] == slash, bytes[index + 2] == slash else {
                index += 1
                continue
            }
            let begin = index + 3
            var (end, sign, port): (Int, Int?, Int?) = (begin, nil, nil)
            while end < word.upperBound, !"/?#".utf8.contains(bytes[end]) {
                if bytes[end] == at { sign = end }
                if bytes[end] == colon, port == nil { port = end + 1 }
                end += 1
            }
            // A host alone, or with a port; nothing is one too, as in `https://https://…`.
            let isPlain = port.map { port in (port..<end).allSatisfy { (0x30...0x39).contains(bytes[$0]) } } ?? true
            // A scheme may stand right at the end of what looks like a host.
            index = isPlain ? max(begin, end - 1) : end
            guard let last = sign ?? (isPlain ? nil : lastAt) else { continue }
            found.append(begin..<last + 1)
            index = last + 1
        }
    }

    private static let at = UInt8(ascii: "@")
    private static let colon = UInt8(ascii: ":")
    private static let slash = UInt8(ascii: "/")
}
