/// A glob on its way through a name: all the places of its text that the characters so far may have led to.
struct GlobRun {
    enum Step {
        case goesOn
        case matchesWhateverFollows
        case fails
    }

    private enum State {
        /// The text goes on at `index`. `isAtStart`: where a part of a path begins, where two stars are more than one.
        case at(Int, isAtStart: Bool)
        /// In a `*`, behind which the text goes on at `index`.
        case inStar(Int)
        /// In a `**/`, behind which the text goes on at `index`.
        case inParts(Int)

        /// A number of its own, less than four times the length of the text and one.
        var number: Int {
            switch self {
            case .at(let index, let isAtStart): 4 * index + (isAtStart ? 1 : 0)
            case .inStar(let index): 4 * index + 2
            case .inParts(let index): 4 * index + 3
            }
        }
    }

    private let glob: Glob
    /// Where the characters so far have led, before anything that takes none is followed.
    private var states: [State]
    /// For each state in which round it was last added, and in which it was followed.
    private var added: [Int]
    private var followed: [Int]
    private var round = 1

    init(_ glob: Glob) {
        self.glob = glob
        states = [.at(glob.resolved[0], isAtStart: true)]
        added = [Int](repeating: 0, count: 4 * (glob.text.count + 1))
        followed = added
    }

    /// Takes the next character of the name in.
    mutating func take(_ scalar: Unicode.Scalar) -> Step {
        round += 1
        var pending = states
        states = []
        while let state = pending.popLast() {
            guard followed[state.number] != round else { continue }
            followed[state.number] = round
            switch state {
            case .inStar(let index):
                pending.append(.at(index, isAtStart: false))
                if scalar != "/" { add(state) }
            case .inParts(let index):
                add(state)
                if scalar == "/" { add(.at(index, isAtStart: true)) }
            case .at(let index, let isAtStart):
                if follow(index, isAtStart, scalar, &pending) { return .matchesWhateverFollows }
            }
        }
        return states.isEmpty ? .fails : .goesOn
    }

    private mutating func add(_ state: State) {
        guard added[state.number] != round else { return }
        added[state.number] = round
        states.append(state)
    }

    /// - Returns: whether the rest of the name does not matter any more.
    private mutating func follow(
        _ index: Int, _ isAtStart: Bool, _ scalar: Unicode.Scalar, _ pending: inout [State]
    ) -> Bool {
        switch glob.character(at: index) {
        case nil: return false
        case "*":
            var rest = glob.after(index)
            if glob.character(at: rest) == "*" {
                rest = glob.after(rest)
                if isAtStart {
                    guard let next = glob.character(at: rest) else { return true }
                    if next == "/" {
                        let behind = glob.after(rest)
                        pending.append(.inParts(behind))
                        pending.append(.at(behind, isAtStart: true))
                        return false
                    }
                }
            }
            pending.append(.inStar(rest))
        case "?": if scalar != "/" { add(.at(glob.after(index), isAtStart: false)) }
        case "[":
            if let members = glob.classes[index], members.contains(scalar) {
                add(.at(members.end, isAtStart: false))
            }
        case "{":
            for start in glob.alternatives[index] ?? [] {
                pending.append(.at(glob.resolved[start], isAtStart: true))
            }
        case "\\":
            if glob.character(at: index + 1) == scalar { add(.at(glob.after(index + 1), isAtStart: scalar == "/")) }
        case scalar: add(.at(glob.after(index), isAtStart: scalar == "/"))
        default: break
        }
        return false
    }

    /// Whether the name may end here: whether the rest of the text is one that doublestar takes for nothing
    /// (isZeroLengthPattern). That is `*`, `**` with or without a slash on each side, and alternatives of these.
    var mayEnd: Bool {
        var seen: Set<Int> = []
        var pending = states.compactMap { state -> Int? in
            switch state {
            case .at(let index, _), .inStar(let index): index
            case .inParts: nil
            }
        }
        while let index = pending.popLast() {
            guard seen.insert(index).inserted else { continue }
            if let starts = glob.character(at: index) == "{" ? glob.alternatives[index] : nil {
                pending += starts.map { glob.resolved[$0] }
            } else if isNothing(index) {
                return true
            }
        }
        return false
    }

    private func isNothing(_ start: Int) -> Bool {
        var rest: [Unicode.Scalar] = []
        var index = start
        while let character = glob.character(at: index) {
            guard rest.count < 4, character == "*" || character == "/" else { return false }
            rest.append(character)
            index = glob.after(index)
        }
        return Self.nothings.contains(rest)
    }

    private static let nothings: [[Unicode.Scalar]] = [
        [], ["*"], ["*", "*"], ["/", "*", "*"], ["*", "*", "/"], ["/", "*", "*", "/"],
    ]
}
