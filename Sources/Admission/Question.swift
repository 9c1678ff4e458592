/// Something that a rule needs to know of the cluster besides what is in the review.
package enum Question: Hashable, Sendable {
    /// Labels, annotations and deletion of a Namespace.
    case namespace(String)
    /// The same of a Kargo Project.
    case project(String)
}

extension Question: CustomStringConvertible {
    package var description: String {
        switch self {
        case .namespace(let name): "Namespace \"\(name)\""
        case .project(let name): "Project \"\(name)\""
        }
    }
}
