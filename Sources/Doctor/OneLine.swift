/// A text on one line that cannot steer a terminal: what is invisible, or turns the writing around, is escaped.
struct OneLine: CustomStringConvertible {
    let description: String

    init(_ text: String) {
        description = text.unicodeScalars.reduce(into: "") { line, scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                line += "\\u{\(String(scalar.value, radix: 16))}"
            default: line.unicodeScalars.append(scalar)
            }
        }
    }
}
