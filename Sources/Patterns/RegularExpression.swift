internal import CRE2

/// A regular expression as Go has them, by RE2, which Go's package follows but for little: what RE2 refuses Kargo
/// refuses.
@safe package final class RegularExpression {
    /// What is wrong with a pattern, in words that do not show it.
    package struct Problem: Error, CustomStringConvertible {
        package let description: String
    }

    /// Bytes that a compiled pattern may take with what it remembers while matching. RE2 compiles no further than that,
    /// which is some 1,300 instructions and 1 ms; names of objects take tens. (With its own 8 MiB, `\pL{990}` takes 80 ms.)
    private static let memory: Int64 = 64 << 10

    /// Bytes that a pattern may have. RE2 reads some patterns in quadratic time (`[[:a[:a…]` looks for `:]` at every `[:`):
    /// 4 KiB of that take 2 ms, 400 KiB half a minute. Names have 253 bytes at most, URLs of repositories little more.
    package static let maximumLength = 4 << 10

    private let compiled: OpaquePointer
    /// As it was written, byte for byte.
    package let pattern: [UInt8]
    /// What compiling it has taken, in instructions of what came of it: an ordinary one has tens, and 1,300 take 1 ms.
    package var cost: Int { size ?? Self.largestSize }

    /// What reading a pattern of so many bytes may take, in the same measure, whether or not it is one.
    package static func costOfReading(_ count: Int) -> Int {
        let count = min(count, maximumLength)
        return (count * count) >> 13
    }

    /// Instructions that fit into the memory.
    private static let largestSize = 1_300

    /// Instructions it became: matching takes at most this many steps for each byte of a text. nil: it is right, but too
    /// large for the memory that it may take here, and is not held against anything. (Go's limits are other ones.)
    package let size: Int?

    package init(_ pattern: some Sequence<UInt8>) throws(Problem) {
        self.pattern = Array(pattern)
        guard self.pattern.count <= Self.maximumLength else {
            throw Problem(description: "it is longer than \(Self.maximumLength) bytes; write several")
        }
        let bytes = Self.withOldNames(self.pattern)
        let compiled = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) {
                unsafe tallyman_re2_new($0.baseAddress, $0.count, Self.memory)
            }
        }
        guard let compiled = unsafe compiled else { throw Problem(description: "there is no memory to compile it") }
        unsafe self.compiled = compiled
        let code = unsafe Int(tallyman_re2_error(compiled))
        size = unsafe code == 0 ? Int(tallyman_re2_size(compiled)) : nil
        guard code == 0 || code == Self.tooLarge else {
            throw Problem(description: Self.problems[code] ?? "it is no regular expression")
        }
        guard !Self.hasAnyByte(self.pattern) else {
            throw Problem(description: #"invalid escape sequence (Go does not have RE2's \C)"#)
        }
        guard !AnchorScan(self.pattern).hasOverlongCount else { throw Problem(description: Self.badCount) }
    }

    deinit { unsafe tallyman_re2_free(compiled) }

    /// What is wrong with a pattern, in words that do not show it; nil: it compiles.
    package static func problem(with pattern: String) -> String? {
        do throws(Problem) {
            _ = try RegularExpression(pattern.utf8)
            return nil
        } catch {
            return error.description
        }
    }

    /// Whether the pattern matches somewhere in a text of UTF-8, as Go's `MatchString`; false where it is too large.
    package func matches(_ text: ArraySlice<UInt8>) -> Bool {
        unsafe text.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) {
                unsafe tallyman_re2_matches(compiled, $0.baseAddress, $0.count) != 0
            }
        }
    }

    /// Go has also taken `(?<name>` for `(?P<name>` since 1.22, and RE2 since 2023, which is after Debian 12's.
    private static func withOldNames(_ pattern: [UInt8]) -> [UInt8] {
        let opening = Array("(?<".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(pattern.count)
        for byte in pattern {
            let isName = byte != UInt8(ascii: "=") && byte != UInt8(ascii: "!")
            if isName, result.last == opening[2], result.suffix(3).elementsEqual(opening) {
                result.insert(UInt8(ascii: "P"), at: result.count - 1)
            }
            result.append(byte)
        }
        return result
    }

    /// Whether a pattern that RE2 takes has `\C` in it, one byte of any kind, which Go refuses. In brackets RE2 refuses it as
    /// well, and `\Q` too, so that it does not matter here where they begin and end.
    private static func hasAnyByte(_ pattern: [UInt8]) -> Bool {
        var rest = pattern.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "\\") else { continue }
            switch rest.next() {
            case UInt8(ascii: "C"): return true
            case UInt8(ascii: "Q"):
                // To the letter, up to `\E` or the end.
                var last: UInt8?
                while let byte = rest.next(), last != UInt8(ascii: "\\") || byte != UInt8(ascii: "E") { last = byte }
            default: break
            }
        }
        return false
    }

    private static let tooLarge = 15
    private static let badCount = "invalid repeat count"

    /// RE2::ErrorCode, re2/re2.h; in the words of Go's regexp/syntax where it has them.
    private static let problems: [Int: String] = [
        2: "invalid escape sequence (look-behind and back-references do not exist in Go)",
        3: "invalid character class", 4: "invalid character class range", 5: "missing closing ]",
        6: "missing closing )", 7: "unexpected )", 8: "trailing backslash at end of expression",
        9: "missing argument to repetition operator", 10: badCount,
        11: "invalid nested repetition operator",
        12: "invalid or unsupported Perl syntax (look-around does not exist in Go)", 13: "invalid UTF-8",
        14: "invalid named capture",
    ]
}
