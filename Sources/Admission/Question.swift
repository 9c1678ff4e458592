internal import JSON
package import Kubernetes

/// Something that a rule needs to know of the cluster besides what is in the review.
package enum Question: Hashable, Sendable {
    /// Labels, annotations and deletion of a Namespace.
    case namespace(String)
    /// The same of a Kargo Project.
    case project(String)
    /// What a Secret is worth as a credential for a registry.
    case pullSecret(namespace: String, name: String)
    /// The registry in the settings of the Kubero that runs in this namespace.
    case kubero(namespace: String)
    /// The names of the Stages of a Kargo project.
    case stages(namespace: String)
    /// What a Role lets one do to Secrets, or without a namespace a ClusterRole.
    case role(namespace: String, name: String)
    /// May this user do this?
    indirect case access(AccessReview)
}

extension Question {
    /// The same for longer than its review is at hand.
    package var kept: Question { if case .access(let review) = self { .access(review.kept) } else { self } }
}

extension Question: CustomStringConvertible {
    package var description: String {
        switch self {
        case .namespace(let name): "Namespace \"\(name)\""
        case .project(let name): "Project \"\(name)\""
        case .pullSecret(let namespace, let name): "Secret \"\(namespace)/\(name)\""
        case .kubero(let namespace): "the Kubero settings in namespace \"\(namespace)\""
        case .stages(let namespace): "the Stages in namespace \"\(namespace)\""
        case .role("", let name): "ClusterRole \(Quoted(name, limit: 253))"
        case .role(let namespace, let name): "Role \(Quoted("\(namespace)/\(name)", limit: 317))"
        case .access: "the user's access"
        }
    }
}
