internal import CRE2

/// Regular expressions as Go has them, by RE2, which Go's package follows: what RE2 refuses Kargo refuses.
package enum RegularExpression {
    /// What is wrong with a pattern, in words that do not show it; nil: it compiles.
    package static func problem(with pattern: String) -> String? {
        let bytes = Self.withOldNames(Array(pattern.utf8))
        let code = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { unsafe tallyman_re2_error($0.baseAddress, $0.count) }
        }
        return code == 0 ? nil : problems[Int(code)] ?? "it is no regular expression"
    }

    /// Go has also taken `(?<name>` for `(?P<name>` since 1.22, and RE2 since 2023, which is after Debian 12's.
    private static func withOldNames(_ pattern: [UInt8]) -> [UInt8] {
        let opening = Array("(?<".utf8)
        var result: [UInt8] = []
        for (index, byte) in pattern.enumerated() {
            let isNext =
                result.suffix(3).elementsEqual(opening) && byte != UInt8(ascii: "=") && byte != UInt8(ascii: "!")
            if isNext, index >= 3 { result.insert(UInt8(ascii: "P"), at: result.count - 1) }
            result.append(byte)
        }
        return result
    }

    /// RE2::ErrorCode, re2/re2.h; in the words of Go's regexp/syntax where it has them.
    private static let problems: [Int: String] = [
        2: "invalid escape sequence (look-behind and back-references do not exist in Go)",
        3: "invalid character class", 4: "invalid character class range", 5: "missing closing ]",
        6: "missing closing )", 7: "unexpected )", 8: "trailing backslash at end of expression",
        9: "missing argument to repetition operator", 10: "invalid repeat count",
        11: "invalid nested repetition operator",
        12: "invalid or unsupported Perl syntax (look-around does not exist in Go)", 13: "invalid UTF-8",
        14: "invalid named capture", 15: "it is too large",
    ]
}
