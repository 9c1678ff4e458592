/// Where a glob's alternatives begin and end. As in doublestar's own search for them, braces and commas in a class count.
struct Braces {
    private(set) var resolved: [Int]
    private(set) var alternatives: [Int: [Int]] = [:]

    init(_ text: [Unicode.Scalar]) {
        var closing = [Int?](repeating: nil, count: text.count)
        var open: [(start: Int, separators: [Int])] = []
        var index = 0
        while index < text.count {
            switch text[index] {
            case "\\": index += 1
            case "{": open.append((index, []))
            case ",": if !open.isEmpty { open[open.count - 1].separators.append(index) }
            case "}":
                if let (start, separators) = open.popLast() {
                    for separator in separators + [index] { closing[separator] = index }
                    alternatives[start] = ([start] + separators).map { $0 + 1 }
                }
            default: break
            }
            index += 1
        }
        resolved = Array(0...text.count)
        for index in text.indices.reversed() {
            if let end = closing[index] { resolved[index] = resolved[end + 1] }
        }
    }
}
