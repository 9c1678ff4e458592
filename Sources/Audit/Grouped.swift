/// A number with a comma before each three digits: `12,345`.
struct Grouped: CustomStringConvertible {
    let description: String

    init(_ number: Int) {
        let digits = String(number)
        description = digits.enumerated().reduce(into: "") { text, digit in
            let left = digits.count - digit.offset
            if digit.offset > 0, left % 3 == 0 { text += "," }
            text.append(digit.element)
        }
    }
}

extension Int {
    /// `1 object`, `2,000 objects`.
    func of(_ one: String) -> String { "\(Grouped(self)) \(self == 1 ? one : "\(one)s")" }
}
