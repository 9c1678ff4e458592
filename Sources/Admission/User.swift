internal import JSON

/// Who makes a request: `userInfo`, read in place. Without one, a user with no name in no group.
package struct User: Sendable {
    private let userInfo: Value?

    init(_ userInfo: Value?) { self.userInfo = userInfo }

    package var name: String { userInfo?["username"]?.string ?? "" }
    package var uid: String { userInfo?["uid"]?.string ?? "" }
    package var groups: [String] { userInfo?["groups"]?.elements.compactMap(\.string) ?? [] }
    package var extra: [String: [String]] {
        guard let extra = userInfo?["extra"] else { return [:] }
        return Dictionary(
            extra.members.map { ($0.key, $0.value.elements.compactMap(\.string)) },
            uniquingKeysWith: { first, _ in first })
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
