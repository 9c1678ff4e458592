package import Files
package import Forms

/// Why there is no configuration to be had from a file.
package enum ConfigurationError: Error, Equatable {
    /// The file cannot be read at all.
    case unreadable(FileError)
    case invalid(FormError)
}

extension ConfigurationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let error): "\(error)"
        case .invalid(let error): "\(error)"
        }
    }
}
