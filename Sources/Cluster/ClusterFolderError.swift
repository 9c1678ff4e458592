internal import Files
package import YAML

/// Why a folder cannot stand for a cluster; the text names the file and what to do.
package enum ClusterFolderError: Error, Equatable {
    case unreadable(String)
    /// What is wrong in a file, and where.
    case manifest(file: String, Position, String)
}

extension ClusterFolderError: CustomStringConvertible {
    /// `cluster/secrets.yaml:12:9: …`
    package var description: String {
        switch self {
        case .unreadable(let why): why
        case .manifest(let file, let position, let message): "\(file):\(position.line):\(position.column): \(message)"
        }
    }
}
