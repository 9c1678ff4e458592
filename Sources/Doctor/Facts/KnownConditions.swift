/// The matchConditions that this version's manifests have, by what they are for. Of others nobody here can tell whether
/// they let through what rules are for: they are CEL. A test holds these against manifests/base.
enum KnownConditions {
    /// Which webhooks they stand in.
    struct Place: Hashable {
        let isMutating: Bool
        let resource: String
        /// Of DELETE, else of CREATE and UPDATE.
        let deletes: Bool
    }

    static let all: [Place: Set<String>] = [
        Place(isMutating: false, resource: "projectconfigs", deletes: false): [notUnderDeletion],
        Place(isMutating: false, resource: "projects", deletes: false): [notUnderDeletion],
        Place(isMutating: false, resource: "kuberopipelines", deletes: false): [notUnderDeletion],
        Place(isMutating: false, resource: "secrets", deletes: false): [notUnderDeletion],
        Place(isMutating: false, resource: "namespaces", deletes: false): [notUnderDeletion, keepNamespace],
        Place(isMutating: false, resource: "serviceaccounts", deletes: false): [notUnderDeletion, controller],
        Place(isMutating: false, resource: "rolebindings", deletes: false): [notUnderDeletion, serviceAccounts],
        Place(isMutating: true, resource: "kuberopipelines", deletes: false): [notUnderDeletion],
        Place(isMutating: true, resource: "projects", deletes: false): [notUnderDeletion],
    ]

    /// An expression without what does not matter: white space is all one.
    static func normal(_ expression: String) -> String {
        expression.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" }.joined(separator: " ")
    }

    private static let notUnderDeletion = "oldObject == null || !has(object.metadata.deletionTimestamp)"

    private static let keepNamespace = normal(
        """
        [object, oldObject].exists(o, o != null && has(o.metadata.annotations)
        && 'kargo.akuity.io/keep-namespace' in o.metadata.annotations)
        || [has(object.metadata.annotations) ? object.metadata.annotations : {},
        has(object.metadata.labels) ? object.metadata.labels : {}].exists(keys,
        keys.map(key, key.lowerAscii().replace('-', '').replace('_', '').replace('.', '').replace('/', ''))
        .exists(key, key.contains('keepnamespace') || ['kar', 'goa', 'kui', 'tyi', 'oke', 'epn', 'ame', 'spa', 'ce']
        .filter(part, key.contains(part)).size() >= 5))
        """)

    private static let controller = normal(
        """
        [object, oldObject].exists(o, o != null && has(o.metadata.labels)
        && 'app.kubernetes.io/component' in o.metadata.labels
        && o.metadata.labels['app.kubernetes.io/component'] == 'controller')
        || (has(object.metadata.name) && object.metadata.name.startsWith('kargo-controller'))
        || (has(object.metadata.generateName) && object.metadata.generateName.startsWith('kargo-controller'))
        """)

    private static let serviceAccounts = normal(
        """
        has(object.subjects) && object.subjects.exists(subject, subject.kind == 'ServiceAccount'
        || subject.name.startsWith('system:serviceaccount') || subject.name == 'system:authenticated')
        """)
}
