internal import Admission
internal import Cluster
internal import Kubernetes

/// Something that could not be read, and what would let it.
package struct Gap: Error, Sendable, Equatable {
    package let why: String
    package let remedy: Remedy?
    /// Whether it is the cluster that gives no answer, not access that is missing.
    let isOutage: Bool
}

extension Gap {
    init(_ selection: Selection, _ error: InventoryError) {
        let place = selection.namespace.map { " in namespace \(Shown($0))" } ?? ""
        // The error begins with the resource, too.
        let said = "\(error)"
        let prefix = "\(selection.resource): "
        let reason = said.hasPrefix(prefix) ? String(said.dropFirst(prefix.count)) : said
        why = "cannot read \(selection.resource)\(place): \(reason)"
        switch error {
        case .forbidden:
            isOutage = false
            let role = RoleManifest(
                name: "tallyman-doctor-\(selection.resource)",
                rules: [.init(selection.group, [selection.resource], ["list"])])
            let binding =
                selection.namespace.map { "-n \(Shown.word($0)) create rolebinding" } ?? "create clusterrolebinding"
            // There is no way to list Secrets without what is in them.
            let warning = selection.resource == "secrets" ? "; it lets them read what is in Secrets, too" : ""
            remedy = Remedy(
                "let who runs this read them: \(Self.grant(role, by: binding))\(warning)", yaml: role.yaml)
        case .unreadable:
            isOutage = true
            remedy = Remedy("see to the cause, then run this again")
        }
    }

    /// A question of a rule's kind that had no answer.
    init(_ question: Question, _ why: String) {
        let what = if case .access = question { "ask what ServiceAccounts may do" } else { "look up \(question)" }
        self.why = "cannot \(what): \(why)"
        isOutage = false
        let role: RoleManifest
        switch question {
        case .access:
            role = RoleManifest(
                name: "tallyman-doctor-access",
                rules: [.init("authorization.k8s.io", ["subjectaccessreviews"], ["create"])])
        case .pullSecret:
            role = RoleManifest(name: "tallyman-doctor-credential", rules: [.init("", ["secrets"], ["get"])])
        default:
            role = RoleManifest(
                name: "tallyman-doctor-namespaces", rules: [.init("", ["namespaces"], ["get", "list", "watch"])])
        }
        let binding =
            if case .pullSecret(let namespace, _) = question { "-n \(Shown.word(namespace)) create rolebinding" } else {
                "create clusterrolebinding"
            }
        remedy = Remedy("if it is access that is missing, \(Self.grant(role, by: binding))", yaml: role.yaml)
    }

    private static func grant(_ role: RoleManifest, by binding: String) -> String {
        """
        apply this role, then kubectl \(binding) \(role.name) --clusterrole=\(role.name) --user=WHO (or \
        --serviceaccount=NAMESPACE:NAME)
        """
    }
}
