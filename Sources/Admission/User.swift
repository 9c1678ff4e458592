internal import JSON
package import Kubernetes

/// Who makes a request: `userInfo`, read in place. Without one, a user with no name in no group.
package struct User: Sendable {
    private let userInfo: Value?

    init(_ userInfo: Value?) { self.userInfo = userInfo }

    package var name: String { userInfo?["username"]?.string ?? "" }

    /// Asks whether this user may do something.
    package func asks(
        to verb: String, group: String = "", _ resource: String, subresource: String = "", name: String = "",
        in namespace: String = ""
    ) -> AccessReview {
        AccessReview(
            of: userInfo, verb: verb, group: group, resource: resource, subresource: subresource, name: name,
            namespace: namespace)
    }

    /// Whether the name is one of these. A user without a name is nobody, even for `*`.
    package func isAmong(_ patterns: [NamePattern]) -> Bool {
        guard !patterns.isEmpty, let name = userInfo?["username"], !name.isString("") else { return false }
        return patterns.contains { $0.matches(name) }
    }

    /// Whether a group is one of these.
    package func isInGroup(among patterns: [NamePattern]) -> Bool {
        guard !patterns.isEmpty, let groups = userInfo?["groups"] else { return false }
        return patterns.contains { $0.matches(anyOf: groups) }
    }

    /// Kubernetes' own clean-up: what tears namespaces down and collects what has lost its owner, and
    /// kube-controller-manager where its controllers share one identity. It may delete what people may not.
    package var isCleanup: Bool {
        guard let name = userInfo?["username"] else { return false }
        return Self.cleanup.contains { name.isString($0) }
    }

    private static let cleanup = [
        "system:serviceaccount:kube-system:namespace-controller",
        "system:serviceaccount:kube-system:generic-garbage-collector",
        "system:kube-controller-manager",
    ]
}
