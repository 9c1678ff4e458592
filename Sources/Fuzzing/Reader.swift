/// What reads bytes from outside, each with what it promises about any bytes whatever.
package enum Reader: String, CaseIterable, Sendable {
    /// Text to values and back.
    case json
    /// The body of a request to its answer.
    case review
    /// The object of a review, whatever else the review says.
    case object
    case yaml
    /// HTTP, as servers read it.
    case request
    /// HTTP, as clients read it.
    case response
    case certificates
    case kubeconfig
    case configuration
    /// A pattern, and behind the first line break the name to match.
    case patterns
    /// Manifests that are migrated.
    case migrate

    /// Reads `bytes`, and holds what comes of it against what is promised.
    package func check(_ bytes: [UInt8]) throws(Broken) {
        switch self {
        case .json: try JSONCheck.run(bytes)
        case .review: try ReviewCheck.run(bytes)
        case .object: try ObjectCheck.run(bytes)
        case .yaml: try YAMLCheck.run(bytes)
        case .request: try RequestCheck.run(bytes)
        case .response: try ResponseCheck.run(bytes)
        case .certificates: try CertificateCheck.run(bytes)
        case .kubeconfig: try KubeconfigCheck.run(bytes)
        case .configuration: try ConfigurationCheck.run(bytes)
        case .patterns: try PatternCheck.run(bytes)
        case .migrate: try MigrationCheck.run(bytes)
        }
    }
}
