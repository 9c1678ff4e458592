/// How many letters have to be added, left out, changed, or exchanged with the next to make one text of another.
package enum EditDistance {
    /// The distance where it is at most `limit`, else nil. Takes time in proportion to the lengths only where these
    /// differ by no more than the limit, and none otherwise.
    package static func between(_ one: [Character], _ other: [Character], atMost limit: Int) -> Int? {
        guard abs(one.count - other.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for row in 0..<one.count {
            var current = [row + 1]
            for column in 0..<other.count {
                let change = last[column] + (one[row] == other[column] ? 0 : 1)
                var best = min(change, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last.last.flatMap { $0 <= limit ? $0 : nil }
    }
}
