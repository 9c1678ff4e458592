/// Well-formed UTF-8, Unicode 15 table 3-7 (RFC 3629 section 4): no overlong forms, no surrogates, nothing past U+10FFFF.
enum UTF8Sequence {
    /// How many bytes the character at `at`, which is not ASCII, takes; 0 where it is not well-formed.
    static func length(_ text: Span<UInt8>, at: Int) -> Int {
        func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            at + offset < text.count && range.contains(text[at + offset])
        }
        switch text[at] {
        case 0xC2...0xDF: return continues(1) ? 2 : 0
        case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
        case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
        case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
        case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
        case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
        case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
        default: return 0
        }
    }
}
