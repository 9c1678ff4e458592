internal import Spelling

/// Values of `keep-namespace` that were meant to be `true` or `false`.
enum MistakenValue {
    private static let meanings: [(written: [String], meant: String)] = [
        (["true", "t", "yes", "y", "on", "1", "keep", "enabled", "enable"], "true"),
        (["false", "f", "no", "n", "off", "0", "delete", "disabled", "disable", "none", "null"], "false"),
    ]

    /// Bytes of a text that could be one of these: the longest has eight letters, and four bytes for each and for as many
    /// as do not show leave plenty. An annotation may have 256 KiB.
    private static let longest = 64

    /// Letters of other scripts that look like these; Unicode's confusables.txt, those of `true` and `false`.
    private static let lookAlikes: [Unicode.Scalar: Character] = [
        "\u{430}": "a", "\u{435}": "e", "\u{455}": "s", "\u{433}": "r", "\u{442}": "t", "\u{3C4}": "t",
        "\u{3C5}": "u", "\u{57D}": "u", "\u{4CF}": "l", "\u{406}": "l", "\u{399}": "l", "\u{3B1}": "a",
        "\u{410}": "a", "\u{415}": "e", "\u{422}": "t", "\u{405}": "s", "\u{391}": "a", "\u{395}": "e",
        "\u{3A4}": "t",
    ]

    /// `true` or `false`, whichever was likely meant; nil where that cannot be told.
    static func likelyMeant(by text: String) -> String? {
        guard text.utf8.count <= longest else { return nil }
        let plain = String(text.unicodeScalars.compactMap(letter)).lowercased()
        if let exact = meanings.first(where: { $0.written.contains(plain) }) { return exact.meant }
        return ["true", "false"].first { EditDistance.between(Array(plain), Array($0), atMost: 1) != nil }
    }

    /// The letter a character stands for or looks like; nil for what is invisible, a space or punctuation.
    private static func letter(_ scalar: Unicode.Scalar) -> Character? {
        if let lookAlike = lookAlikes[scalar] { return lookAlike }
        // Fullwidth forms stand in the same order as ASCII, U+FEE0 further on.
        if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
            return Character(narrow)
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? Character(scalar) : nil
    }
}
