internal import JSON

/// One rule of a Role or ClusterRole, `rbac.authorization.k8s.io/v1` PolicyRule.
///
/// Rules about nonResourceURLs name no resource and so allow nothing here.
struct PolicyRule: Sendable {
    private let verbs: [String]
    private let groups: [String]
    private let resources: [String]
    private let names: [String]

    /// nil where a list is no list of texts, which the API server would refuse: leaving an entry out of
    /// `resourceNames` could widen the rule.
    init?(_ value: Value) {
        guard let verbs = Self.texts(value["verbs"]), let groups = Self.texts(value["apiGroups"]),
            let resources = Self.texts(value["resources"]), let names = Self.texts(value["resourceNames"])
        else { return nil }
        self.verbs = verbs
        self.groups = groups
        self.resources = resources
        self.names = names
    }

    /// kubernetes/pkg/apis/rbac/v1/evaluation_helpers.go: VerbMatches, APIGroupMatches, ResourceMatches and
    /// ResourceNameMatches.
    func allows(_ review: AccessReview) -> Bool {
        verbs.contains { $0 == "*" || $0.isExactly(review.verb) }
            && groups.contains { $0 == "*" || $0.isExactly(review.group) }
            && resources.contains { Self.covers($0, review) }
            // A create, a list or a deletecollection mostly has no name, and then a rule for names does not allow it. A
            // list or watch has one where its field selector is for `metadata.name`.
            && (names.isEmpty || names.contains { $0.isExactly(review.name) })
    }

    /// What the rule allows of writing Secrets. One for some names only allows it for those, which is enough.
    var verbsThatWriteSecrets: Set<SecretAccess.Verb> {
        guard groups.contains(where: { $0 == "*" || $0.isEmpty }),
            resources.contains(where: { $0 == "*" || $0.isExactly("secrets") })
        else { return [] }
        return Set(verbs.compactMap { SecretAccess.Verb(verb: $0) })
    }

    /// `*` is everything with all its subresources, `*/scale` that subresource of everything; `secrets` does not cover
    /// `secrets/x`, nor `secrets/*` anything.
    private static func covers(_ resource: String, _ review: AccessReview) -> Bool {
        guard resource != "*" else { return true }
        guard !review.subresource.isEmpty else { return resource.isExactly(review.resource) }
        return resource.isExactly("\(review.resource)/\(review.subresource)")
            || resource.isExactly("*/\(review.subresource)")
    }

    private static func texts(_ value: Value?) -> [String]? {
        guard let value else { return [] }
        guard value.kind == .array else { return nil }
        let texts = value.elements.map(\.string)
        return texts.contains(nil) ? nil : texts.compactMap(\.self)
    }
}
