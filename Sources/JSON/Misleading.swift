/// Characters outside of ASCII that do more, or less, than show themselves: who reads a log line or a reply would see
/// another text than there is. Those of ASCII that do are the control characters.
enum Misleading {
    private static let ranges: [ClosedRange<UInt32>] = [
        // C1 controls, which a terminal obeys: U+009B begins a sequence like ESC [ does.
        0x80...0x9F,
        // Turns what follows around, as U+200E and those below do (Trojan Source, CVE-2021-42574).
        0x61C...0x61C,
        // Seen by nobody: spaces of no width, joiners.
        0x200B...0x200D, 0x200E...0x200F,
        // Ends of lines, and directions.
        0x2028...0x2029, 0x202A...0x202E,
        // Seen by nobody: operators, and what is not assigned yet; directions; deprecated ways to shape digits.
        0x2060...0x2065, 0x2066...0x2069, 0x206A...0x206F,
        // Seen by nobody: the byte order mark, and the marks of annotations.
        0xFEFF...0xFEFF, 0xFFF9...0xFFFB,
        // Tags: all of ASCII once more, seen by nobody, so that a text can have another in it.
        0xE0000...0xE007F,
    ]

    /// The last character of a text if it is one of these, and how many bytes it has there; nil if it is none, or not
    /// all there yet.
    static func last(of text: Span<UInt8>) -> (scalar: Unicode.Scalar, length: Int)? {
        for length in 2...4 {
            guard text.count >= length else { return nil }
            let lead = text[text.count - length]
            guard lead >= 0x80 else { return nil }
            guard lead >= 0xC0 else { continue }
            // These begin all of them, and little else: most text is done with here.
            guard lead == 0xC2 || lead == 0xD8 || lead == 0xE2 || lead == 0xEF || lead == 0xF3 else { return nil }
            guard length == (lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4) else { return nil }
            var value = UInt32(lead) & (0x7F >> UInt32(length))
            for index in text.count - length + 1..<text.count { value = value << 6 | UInt32(text[index] & 0x3F) }
            guard ranges.contains(where: { $0.contains(value) }) else { return nil }
            return Unicode.Scalar(value).map { ($0, length) }
        }
        return nil
    }
}
