internal import HTTP
internal import Kubernetes

/// The kinds that the API server is asked about, and where it has them.
enum Resource: Sendable, CaseIterable {
    case namespaces, projects, kuberoes, secrets, stages, roles, clusterRoles

    /// Empty for the core group.
    private var group: String {
        switch self {
        case .namespaces, .secrets: ""
        case .projects, .stages: "kargo.akuity.io"
        case .kuberoes: "application.kubero.dev"
        case .roles, .clusterRoles: "rbac.authorization.k8s.io"
        }
    }

    /// Every API server has it.
    var isBuiltIn: Bool { Selection.isBuiltIn(group: group) }

    private var base: String {
        let version = isBuiltIn ? "v1" : "v1alpha1"
        return group.isEmpty ? "/api/\(version)" : "/apis/\(group)/\(version)"
    }

    private var name: String {
        switch self {
        case .namespaces: "namespaces"
        case .projects: "projects"
        case .kuberoes: "kuberoes"
        case .secrets: "secrets"
        case .stages: "stages"
        case .roles: "roles"
        case .clusterRoles: "clusterroles"
        }
    }

    /// Nothing but their metadata is of interest.
    private var isMetadataEnough: Bool {
        switch self {
        case .namespaces, .projects, .stages: true
        case .kuberoes, .secrets, .roles, .clusterRoles: false
        }
    }

    /// May hold a credential: Kubero's settings have the registry's password in them.
    private var isSecret: Bool { self == .kuberoes || self == .secrets }

    /// One object; nil where none can have this name.
    func object(_ object: ObjectName) -> APIQuery? {
        guard let name = segment(object.name), let folder = folder(object.namespace) else { return nil }
        return APIQuery(
            path: "\(folder)/\(name)", accept: isMetadataEnough ? APIQuery.metadata : "application/json",
            isSecret: isSecret)
    }

    /// All objects, of one namespace if it is given; nil where none can have this name.
    func list(in namespace: String = "", page: Page) -> APIQuery? {
        guard let folder = folder(namespace) else { return nil }
        var query = APIQuery(
            path: folder, parameters: [("limit", "\(Page.size)")],
            accept: isMetadataEnough ? APIQuery.metadataList : "application/json", limit: Page.bytes, isSecret: isSecret
        )
        if let token = page.token { query.parameters.append(("continue", token)) }
        return query
    }

    /// What changes from a version of the list on.
    func watch(from version: String, seconds: Int) -> APIQuery {
        APIQuery(
            path: "\(base)/\(name)",
            parameters: [
                ("watch", "1"), ("allowWatchBookmarks", "true"), ("resourceVersion", version),
                ("timeoutSeconds", "\(seconds)"),
            ], accept: isMetadataEnough ? APIQuery.metadata : "application/json", limit: Page.bytes, isSecret: isSecret)
    }

    /// A name as a part of the path; nil where no object of the kind can have it.
    ///
    /// A role may be called whatever fits into a path, `system:node` for one;
    /// kubernetes/pkg/apis/rbac/validation: ValidateRBACName, which is k8s.io/apimachinery's IsValidPathSegmentName.
    private func segment(_ name: String) -> String? {
        switch self {
        case .roles, .clusterRoles:
            guard !["", ".", ".."].contains(name), name.utf8.count <= Self.longestSegment,
                !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "%") })
            else { return nil }
            return APIQuery.encoded(name)
        case .namespaces, .projects, .kuberoes, .secrets, .stages:
            return NameForm.subdomain.problem(with: name) == nil ? name : nil
        }
    }

    /// Nothing in Kubernetes limits a role's name but etcd; a path longer than this no API server need take.
    private static let longestSegment = 1_024

    private func folder(_ namespace: String) -> String? {
        guard !namespace.isEmpty else { return "\(base)/\(name)" }
        guard NameForm.label.problem(with: namespace) == nil else { return nil }
        return "\(base)/namespaces/\(namespace)/\(name)"
    }
}

/// Which part of a list.
enum Page: Sendable {
    case first
    /// What `metadata.continue` of the one before says.
    case after(String)

    var token: String? {
        if case .after(let token) = self { token } else { nil }
    }

    /// As client-go has it.
    static let size = 500
    /// 500 objects of 40 KiB of metadata each; annotations may have 256 KiB, but few have.
    static let bytes = 20 << 20
}
