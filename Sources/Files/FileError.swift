internal import Glibc

/// A file that could not be read or written.
package enum FileError: Error, Equatable {
    /// - action: what was tried, as a past participle: `read`, `opened`, `written`.
    case failed(path: String, action: String, reason: String)
    case tooLarge(path: String, limit: Int)

    /// The error of the system call that has just failed.
    static func last(_ path: String, _ action: String) -> FileError {
        .failed(path: path, action: action, reason: unsafe String(cString: strerror(errno)).lowercased())
    }
}

extension FileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .failed(let path, let action, let reason): "\(path): cannot be \(action): \(reason)"
        case .tooLarge(let path, let limit): "\(path): larger than \(limit) bytes"
        }
    }
}
