internal import Glibc

/// A file that could not be read or written.
package enum FileError: Error, Equatable {
    /// A system call failed. `action` says what was to be done: `read`, `create`; `reason` is the system's own text.
    case failed(path: String, action: String, reason: String)
    /// The file is there already, and overwriting was not asked for.
    case exists(path: String)
    case tooLarge(path: String, limit: Int)
    /// A folder, a pipe or a device.
    case irregular(path: String)

    /// The error of the system call that has just failed.
    package static func last(_ path: String, _ action: String) -> FileError { system(errno, path, action) }

    /// The error with a number of the system.
    static func system(_ number: Int32, _ path: String, _ action: String) -> FileError {
        .failed(path: path, action: action, reason: unsafe String(cString: strerror(number)))
    }
}

extension FileError: CustomStringConvertible {
    package var description: String {
        "\(path): \(problem)"
    }

    /// Of the file that it is about.
    package var path: String {
        switch self {
        case .failed(let path, _, _), .exists(let path), .tooLarge(let path, _), .irregular(let path): path
        }
    }

    /// What is wrong, without the path.
    package var problem: String {
        switch self {
        case .failed(_, let action, let reason): "cannot \(action): \(reason)"
        case .exists: "is there already and is not overwritten. Move it away, or overwrite everything with --force"
        case .tooLarge(_, let limit): "is longer than \(limit) bytes. Is it the right file?"
        case .irregular: "is no regular file. Put one in its place"
        }
    }
}
