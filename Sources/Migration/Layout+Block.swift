internal import Cluster
internal import JSON

extension Layout {
    /// - Parameter previous: the member before it.
    func lines(of member: Members.Member, after previous: Members.Member?) throws(Refusal) -> MemberLines {
        let whole = range(of: member)
        let line = text.lineStart(of: whole.lowerBound)
        guard text.bytes[line..<whole.lowerBound].allSatisfy({ $0 == UInt8(ascii: " ") }) else {
            throw refusal(
                atKey: member, "something stands before \(Quoted(member.key)) on its line; put it on a line of its own")
        }
        let column = whole.lowerBound - line
        // Above that, what looks like a comment may be within a text.
        let floor = previous.map { range(of: $0).upperBound } ?? 0
        let top = climb(from: line, to: floor) { $0.isComment && $0.indentation == column }
        let bottom = comments(below: text.lineEnd(of: whole.upperBound - 1), furtherInThan: column)
        let isLast = previous != nil && nothingFollows(bottom)
        let start = isLast ? climb(from: top, to: floor, over: \.isBlank) : top
        return MemberLines(moved: top..<bottom, removed: start..<bottom, column: column)
    }

    /// The beginning of the topmost of the lines above `start` that fit.
    private func climb(from start: Int, to floor: Int, over fits: (Line) -> Bool) -> Int {
        var top = start
        while top > floor {
            let above = text.lineStart(of: top - 1)
            guard above >= floor, fits(text.line(at: above)) else { break }
            top = above
        }
        return top
    }

    /// The end of the last comment below that is further in than `column`, if only blank lines and such are between.
    private func comments(below end: Int, furtherInThan column: Int) -> Int {
        var (last, at) = (end, end)
        while at < text.bytes.count {
            let line = text.line(at: at)
            at = text.lineEnd(of: at)
            if line.isBlank { continue }
            guard line.isComment, line.indentation > column else { break }
            last = at
        }
        return last
    }

    /// Whether the document or its paragraph ends there.
    private func nothingFollows(_ end: Int) -> Bool {
        guard end < text.bytes.count else { return true }
        let line = text.line(at: end)
        return line.isBlank || line.isDocumentMark
    }

    /// Lines that are moved to the left or right; those that have less in front of them than they should lose, lose
    /// that. A line break is put where the last one has none.
    func shift(_ lines: [UInt8], by columns: Int) -> [UInt8] {
        var result: [UInt8] = []
        var rest = lines[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
            let line = rest[..<end]
            rest = rest[end...]
            if columns < 0 {
                let spaces = line.prefix(-columns).prefix { $0 == UInt8(ascii: " ") }.count
                result += line.dropFirst(spaces)
            } else {
                let isEmpty = line.allSatisfy { "\r\n".utf8.contains($0) }
                result += (isEmpty ? [] : Array(repeating: UInt8(ascii: " "), count: columns)) + line
            }
        }
        if result.last != UInt8(ascii: "\n") { result += Array(text.lineBreak.utf8) }
        return result
    }
}
