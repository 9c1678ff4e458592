/// All that is wrong with a file, in its order; never nothing.
package struct FormError: Error, Equatable {
    /// What messages call the file.
    package let file: String
    package let problems: [Problem]
}

extension FormError: CustomStringConvertible {
    /// A line for each problem: `config.yaml:12:9: rules.keep-namespace.enforec: unknown key; ...`.
    package var description: String { problems.map { "\(file):\($0)" }.joined(separator: "\n") }
}
