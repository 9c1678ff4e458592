/// A text from outside that may be a URL, or have one in it.
package enum URLText {
    /// The text without what stands before an `@` in the authority of a URL (RFC 3986 section 3.2): it may be a password.
    package static func withoutUserInfo(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")), hasUserInfo(text) else { return text }
        var kept: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let at = authority(in: rest) {
            kept += rest[..<at.lowerBound]
            rest = rest[(rest[at].lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? at.lowerBound)...]
            // What is left of the authority has no `@`, so it is not begun with again.
            kept += rest[..<at.upperBound]
            rest = rest[at.upperBound...]
        }
        return String(decoding: kept + rest, as: UTF8.self)
    }

    /// Whether there is a URL that says who.
    package static func hasUserInfo(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while let at = authority(in: rest) {
            if rest[at].contains(UInt8(ascii: "@")) { return true }
            rest = rest[at.upperBound...]
        }
        return false
    }

    /// Where the first authority stands: behind `://`, up to a `/`, `?`, `#`, or what no URL has in it.
    private static func authority(in text: ArraySlice<UInt8>) -> Range<Int>? {
        guard let mark = text.firstRange(of: Array("://".utf8)) else { return nil }
        let end = text[mark.upperBound...].firstIndex { $0 <= 0x20 || "/?#".utf8.contains($0) }
        return mark.upperBound..<(end ?? text.endIndex)
    }
}
