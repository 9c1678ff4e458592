/// Why something that was read again cannot take the place of what is in use.
struct Unusable: Error {
    /// A line.
    let why: String

    /// Of several lines the first, and how many there are.
    init(_ error: some CustomStringConvertible) {
        let lines = error.description.split(separator: "\n")
        let rest = lines.count > 1 ? " (and \(lines.count - 1) more: tallyman config validate --config FILE)" : ""
        why = "\(lines.first ?? "")\(rest)"
    }
}
