package import Files

/// Why there is no configuration to be had from a file.
package enum ConfigurationError: Error, Equatable {
    /// The file cannot be read at all.
    case unreadable(FileError)
    /// All that is wrong with what it says, in the order of the file; never empty.
    case invalid(file: String, [Problem])
}

extension ConfigurationError: CustomStringConvertible {
    /// A line for each problem: `config.yaml:12:9: rules.keep-namespace.enforec: unknown key; ...`.
    package var description: String {
        switch self {
        case .unreadable(let error): "\(error)"
        case .invalid(let file, let problems): problems.map { "\(file):\($0)" }.joined(separator: "\n")
        }
    }
}
