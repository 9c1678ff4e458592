internal import JSON
package import Kubernetes

/// Something that a rule needs to know of the cluster besides what is in the review.
package enum Question: Sendable {
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
    case access(AccessReview)
}

extension Question {
    /// The same for longer than its review is at hand.
    package var kept: Question { if case .access(let review) = self { .access(review.kept) } else { self } }
}

extension Question: Hashable {
    /// Byte for byte: a role may be called by any text, and Swift's own `==` takes some of these for the same. The answer
    /// to one is none to the other.
    package static func == (left: Question, right: Question) -> Bool {
        switch (left, right) {
        case (.namespace(let name), .namespace(let other)), (.project(let name), .project(let other)),
            (.kubero(let name), .kubero(let other)), (.stages(let name), .stages(let other)):
            name.isExactly(other)
        case (.pullSecret(let namespace, let name), .pullSecret(let otherNamespace, let other)),
            (.role(let namespace, let name), .role(let otherNamespace, let other)):
            name.isExactly(other) && namespace.isExactly(otherNamespace)
        case (.access(let review), .access(let other)): review == other
        // A case that is not above would not even be the same as itself, which the tests of it would show.
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .namespace(let name): Self.hash(0, "", name, into: &hasher)
        case .project(let name): Self.hash(1, "", name, into: &hasher)
        case .pullSecret(let namespace, let name): Self.hash(2, namespace, name, into: &hasher)
        case .kubero(let namespace): Self.hash(3, namespace, "", into: &hasher)
        case .stages(let namespace): Self.hash(4, namespace, "", into: &hasher)
        case .role(let namespace, let name): Self.hash(5, namespace, name, into: &hasher)
        case .access(let review): review.hash(into: &hasher)
        }
    }

    private static func hash(_ kind: UInt8, _ namespace: String, _ name: String, into hasher: inout Hasher) {
        hasher.combine(kind)
        namespace.hashBytes(into: &hasher)
        name.hashBytes(into: &hasher)
    }
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
