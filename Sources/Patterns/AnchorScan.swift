/// Goes through a regular expression once and tells whether each of its alternatives is anchored at both ends.
///
/// It knows as much of the syntax (https://github.com/google/re2/wiki/Syntax) as tells items from each other: an
/// alternative is anchored where its first item is `^` or `\A` or a group that is anchored there in all its alternatives,
/// and likewise at its end; an item that may be left out (`?`, `*`, `{0,`) anchors nothing. So it may call an expression
/// unanchored that is not (`a?^b$`), and never the other way round.
struct AnchorScan {
    /// What is open: the whole expression, or a group.
    private struct Frame {
        /// Of the alternatives that are complete.
        var allAtStart = true
        var allAtEnd = true
        /// Of the alternative that is being read.
        var isEmpty = true
        var isFirstAtStart = false
        var isLastAtEnd = false

        mutating func take(atStart: Bool, atEnd: Bool) {
            if isEmpty { isFirstAtStart = atStart }
            (isEmpty, isLastAtEnd) = (false, atEnd)
        }

        mutating func endAlternative() {
            allAtStart = allAtStart && isFirstAtStart
            allAtEnd = allAtEnd && isLastAtEnd
            (isEmpty, isFirstAtStart, isLastAtEnd) = (true, false, false)
        }
    }

    private let pattern: [UInt8]
    private var index = 0
    private var open = [Frame()]
    /// Whether a repetition stands behind nothing, and so is for what stands before that: `^(?i)?` and `^\Q\E?` each have
    /// an anchor that may be left out.
    private var isNothingRepeated = false
    /// Whether something is to be repeated so often that the number has ten digits and more.
    private var isCountOverlong = false

    init(_ pattern: [UInt8]) { self.pattern = pattern }

    var isAnchored: Bool {
        var scan = self
        return scan.run()
    }

    /// Whether Go refuses a pattern that RE2 takes, for a count (`x{9999999999}`) that to RE2 is text: neither computes
    /// with more than nine digits (`parseInt` in Go's regexp/syntax/parse.go, `ParseInteger` in re2/parse.cc).
    var hasOverlongCount: Bool {
        var scan = self
        _ = scan.run()
        return scan.isCountOverlong
    }

    private mutating func run() -> Bool {
        while let byte = next() {
            switch byte {
            case UInt8(ascii: "^"): item(atStart: true)
            case UInt8(ascii: "$"): item(atEnd: true)
            case UInt8(ascii: "|"): open[open.count - 1].endAlternative()
            case UInt8(ascii: "("): openGroup()
            case UInt8(ascii: ")"):
                guard open.count > 1, var group = open.popLast() else { return false }
                group.endAlternative()
                item(atStart: group.allAtStart, atEnd: group.allAtEnd)
            case UInt8(ascii: "["):
                skipClass()
                item()
            case UInt8(ascii: "\\"): escape()
            case UInt8(ascii: "{"):
                lookAtCount(from: index)
                item()
            default: item()
            }
        }
        guard open.count == 1 else { return false }
        open[0].endAlternative()
        return open[0].allAtStart && open[0].allAtEnd && !isNothingRepeated
    }

    private var peek: UInt8? { index < pattern.count ? pattern[index] : nil }

    private mutating func next() -> UInt8? {
        guard let byte = peek else { return nil }
        index += 1
        return byte
    }

    /// Takes an item in, with the repetitions that follow it.
    private mutating func item(atStart: Bool = false, atEnd: Bool = false) {
        var isOptional = false
        repetitions: while let byte = peek {
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "?"): isOptional = true
            case UInt8(ascii: "+"): break
            case UInt8(ascii: "{"):
                lookAtCount(from: index + 1)
                // Where this is no repetition it is a letter, and the item before it is not the last.
                if index + 1 < pattern.count, pattern[index + 1] == UInt8(ascii: "0") { isOptional = true }
                guard skipRepetition() else { break repetitions }
                continue
            default: break repetitions
            }
            index += 1
        }
        open[open.count - 1].take(atStart: atStart && !isOptional, atEnd: atEnd && !isOptional)
    }

    /// `{2}`, `{2,}` or `{2,3}`; anything else with a brace stands for itself.
    private mutating func skipRepetition() -> Bool {
        var end = index + 1
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        while end < pattern.count, digits.contains(pattern[end]) || pattern[end] == UInt8(ascii: ",") { end += 1 }
        guard end < pattern.count, pattern[end] == UInt8(ascii: "}"), digits.contains(pattern[index + 1]) else {
            return false
        }
        index = end + 1
        return true
    }

    /// Reads `{2}`, `{2,}` or `{2,3}` from behind the brace, no further than it goes on like that.
    private mutating func lookAtCount(from start: Int) {
        var end = start
        let first = countDigits(&end)
        var second = 0
        if first > 0, end < pattern.count, pattern[end] == UInt8(ascii: ",") {
            end += 1
            second = countDigits(&end)
        }
        guard first > 0, end < pattern.count, pattern[end] == UInt8(ascii: "}") else { return }
        if max(first, second) > 9 { isCountOverlong = true }
    }

    /// How many digits there are; none if the first of several is a zero: that is text to both.
    private func countDigits(_ end: inout Int) -> Int {
        let start = end
        while end < pattern.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(pattern[end]) { end += 1 }
        guard end - start > 1, pattern[start] == UInt8(ascii: "0") else { return end - start }
        end = start
        return 0
    }

    /// `(`, `(?:`, `(?flags:`, `(?P<name>` or `(?<name>`; `(?flags)` alone is no item.
    private mutating func openGroup() {
        guard peek == UInt8(ascii: "?") else {
            open.append(Frame())
            return
        }
        while let byte = next() {
            if byte == UInt8(ascii: ")") {
                endNothing()
                return
            }
            if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ">") { break }
        }
        open.append(Frame())
    }

    private mutating func endNothing() {
        if let byte = peek, "*?{".utf8.contains(byte) { isNothingRepeated = true }
    }

    /// `[...]`, where a `]` in the first place stands for itself.
    private mutating func skipClass() {
        if peek == UInt8(ascii: "^") { index += 1 }
        if peek == UInt8(ascii: "]") { index += 1 }
        while let byte = next(), byte != UInt8(ascii: "]") {
            if byte == UInt8(ascii: "\\") {
                index += 1
            } else if byte == UInt8(ascii: "["), peek == UInt8(ascii: ":") {
                skipNamedClass()
            }
        }
    }

    /// `[:alpha:]` within a class; where it does not end so, the bracket stands for itself.
    private mutating func skipNamedClass() {
        var end = index + 1
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        while end < pattern.count, letters.contains(pattern[end]) || pattern[end] == UInt8(ascii: "^") { end += 1 }
        guard end + 1 < pattern.count, pattern[end] == UInt8(ascii: ":"), pattern[end + 1] == UInt8(ascii: "]") else {
            return
        }
        index = end + 2
    }

    private mutating func escape() {
        switch next() {
        case UInt8(ascii: "A"): item(atStart: true)
        case UInt8(ascii: "z"): item(atEnd: true)
        case UInt8(ascii: "Q"):
            let start = index
            while let byte = next() {
                if byte == UInt8(ascii: "\\"), peek == UInt8(ascii: "E") {
                    index += 1
                    break
                }
            }
            if index == start + 2 { endNothing() }
            item()
        case UInt8(ascii: "p"), UInt8(ascii: "P"), UInt8(ascii: "x"):
            if peek == UInt8(ascii: "{") { while let byte = next(), byte != UInt8(ascii: "}") {} }
            item()
        default: item()
        }
    }
}
