package import YAML

/// Why it is not known how to reach the API server; the text says where and what to do.
package enum APIServerError: Error, Sendable, Equatable {
    case unreadable(String)
    /// The process does not run in a cluster, or not as one does there.
    case notInCluster(String)
    /// What is wrong in a kubeconfig, and where.
    case kubeconfig(file: String, Position, String)
}

extension APIServerError: CustomStringConvertible {
    /// `kubeconfig.yaml:12:9: …`
    package var description: String {
        switch self {
        case .unreadable(let why): why
        case .notInCluster(let why): "\(why); outside of a cluster give --kubeconfig FILE"
        case .kubeconfig(let file, let position, let message): "\(file):\(position.line):\(position.column): \(message)"
        }
    }
}
