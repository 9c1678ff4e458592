import Testing

@testable import Admission

@Suite struct WarningsTests {
    private func passed(_ texts: String...) -> [String] {
        var warnings = Warnings()
        for text in texts { warnings.add(text) }
        return warnings.texts
    }

    @Test(arguments: [
        (255, 255, false), (256, 256, false), (257, 256, true), (5_000, 256, true),
    ])
    func `a warning has 256 characters at most, and shows where it was cut`(
        _ length: Int, _ kept: Int, _ isCut: Bool
    ) {
        for letter in ["a", "\u{E9}", "\u{1F600}"] {
            let texts = passed(String(repeating: letter, count: length))
            #expect(texts.map(\.unicodeScalars.count) == [kept])
            #expect(texts.first?.hasSuffix("…") == isCut)
        }
    }

    /// Go counts runes, which are Unicode scalars: a family emoji is seven.
    @Test func `characters are counted as Go counts them`() {
        let texts = passed(String(repeating: "\u{1F468}\u{200D}", count: 150))
        #expect(texts.map(\.unicodeScalars.count) == [256])
    }

    @Test(arguments: ["\n", "\t", "\r", "\0", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\r\n"])
    func `no control character is passed on, for the API server would drop the warning`(_ control: String) {
        let texts = passed("a\(control)b")
        #expect(texts == ["a" + String(repeating: " ", count: control.unicodeScalars.count) + "b"])
    }

    @Test func `the same warning is said once, also where only what is cut off differs`() {
        #expect(passed("a", "b", "a", "a\n", "a\t") == ["a", "b", "a "])
        let long = String(repeating: "a", count: 300)
        #expect(passed(long + "1", long + "2").count == 1)
    }

    @Test func `all warnings together have 4,096 characters at most`() {
        var warnings = Warnings()
        for number in 0..<40 { warnings.add("\(number) " + String(repeating: "a", count: 300)) }
        warnings.add("short")
        // 16 of 256 fill it to the last character.
        #expect(warnings.texts.count == 16)
        #expect(warnings.texts.map(\.unicodeScalars.count).reduce(0, +) == 4_096)
    }

    @Test func `a warning that still fits is not lost to one before that did not`() {
        var warnings = Warnings()
        for number in 0..<15 { warnings.add("\(number) " + String(repeating: "a", count: 300)) }
        warnings.add(String(repeating: "b", count: 250))
        warnings.add("too long")
        warnings.add("fits")
        #expect(warnings.texts.suffix(2) == [String(repeating: "b", count: 250), "fits"])
    }
}
