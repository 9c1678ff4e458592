internal import JSON
internal import Spelling

/// A choice between words.
package typealias Word = CaseIterable & Equatable & RawRepresentable<String> & Sendable

extension Form where Output: Word {
    /// One of the words there are.
    package static var word: Form { word(among: Array(Output.allCases)) }

    /// One of these words.
    package static func word(among choices: [Output]) -> Form {
        let words = choices.map(\.rawValue)
        return Form { place, problems in
            // A TLS version without quotes is a number to YAML.
            let text = place.value.number ?? place.value.string
            if let choice = choices.first(where: { text == $0.rawValue }) { return choice }
            problems.append(place.problem(complaint(place, words)))
            return nil
        } write: { value, writer in
            writer.string(value.rawValue)
        }
    }

    private static func complaint(_ place: Place, _ words: [String]) -> String {
        let wanted =
            words.count == 1 ? words[0] : words.dropLast().joined(separator: ", ") + " or " + words.suffix(1).joined()
        if let text = place.value.string {
            let near = Nearest.word(to: text, among: words).map { "; did you mean \(Quoted($0))?" } ?? ""
            return "must be \(wanted), not \(Quoted(text))\(near)"
        }
        // `enforce: off` is the natural thing to write, and a boolean to YAML.
        if place.value.bool == false, words.contains("disabled") {
            return "must be \(wanted): YAML reads off, no and false as a boolean; to switch it off, write disabled"
        }
        return "must be \(wanted), not \(place.value.isNull ? "null" : "of type \(place.value.kind.name)")"
    }
}
