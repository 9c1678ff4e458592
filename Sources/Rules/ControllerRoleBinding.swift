package import Admission
internal import JSON
internal import Kubernetes

/// In a project's namespace Kargo reads Secrets and no more: a binding gives none of its ServiceAccounts a role that
/// writes them.
package struct ControllerRoleBinding: Validator {
    package static let id = "controller-rolebinding"
    package static let scopes = [
        Scope("rolebindings", in: "rbac.authorization.k8s.io", on: [.create, .update])
    ]

    /// Roles that Kargo itself makes in a project, and binds its own accounts to.
    private static let projectRoles = [
        "kargo-admin", "kargo-project-admin", "kargo-promoter", "kargo-viewer", "kargo-default",
    ]
    /// ClusterRoles that every cluster has, of which it is known without looking.
    private static let writingRoles = ["cluster-admin", "admin", "edit"]

    /// Groups that every ServiceAccount is in, Kargo's among them (k8s.io/apiserver, serviceaccount.MakeGroupNames).
    private static let everyonesGroups = ["system:serviceaccounts", "system:authenticated"]

    let kargo: KargoSettings

    package func findings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        let accounts = accounts(in: review)
        guard !accounts.isEmpty, let role = Grant.Role(review.object?["roleRef"]),
            !Self.isAmong(Self.projectRoles, role)
        else { return findings }
        guard facts.hasCluster else {
            findings.note(.unchecked, Self.id)
            return findings
        }
        guard isOfProject(review.namespace, knowing: facts, &findings),
            let verbs = writing(role, in: review.namespace, knowing: facts, &findings)
        else { return findings }
        for (index, account) in accounts {
            let why = """
                \(account) can \(verbs) Secrets by \(role.kind.rawValue) \(Quoted(role.name, limit: 253)), and Kargo needs \
                no more than get, list and watch; bind a role that only reads them
                """
            findings.report(.forbidden(why, at: FieldPath("subjects").index(index)).with("roleRef"))
        }
        return findings
    }

    private static func isAmong(_ names: [String], _ role: Grant.Role) -> Bool {
        names.contains { $0.utf8.elementsEqual(role.name.utf8) }
    }

    /// The subjects that are ServiceAccounts of Kargo's, in whatever form: by name, as a user, or all in a group,
    /// of their namespace or a greater one.
    private func accounts(in review: Review) -> [(index: Int, shown: String)] {
        guard let subjects = review.object?["subjects"] else { return [] }
        let group = "system:serviceaccounts:\(kargo.namespace)"
        let prefix = "system:serviceaccount:\(kargo.namespace):"
        return subjects.elements.enumerated().compactMap { index, value in
            guard let subject = Grant.Subject(value, in: review.namespace) else { return nil }
            switch subject {
            case .serviceAccount(let account):
                guard account.namespace.utf8.elementsEqual(kargo.namespace.utf8) else { return nil }
                return (index, "ServiceAccount \(Quoted("\(account.namespace)/\(account.name)", limit: 2 * 253 + 1))")
            case .group(let name):
                if name.utf8.elementsEqual(group.utf8) { return (index, "\(subject)") }
                let isEveryones = Self.everyonesGroups.contains { $0.utf8.elementsEqual(name.utf8) }
                return isEveryones ? (index, "\(subject), which Kargo's accounts are in,") : nil
            case .user(let name):
                let isKargos = name.utf8.starts(with: prefix.utf8) && name.utf8.count > prefix.utf8.count
                return isKargos ? (index, "\(subject)") : nil
            }
        }
    }

    private func isOfProject(_ namespace: String, knowing facts: Facts, _ findings: inout Findings) -> Bool {
        guard case .found(let found) = findings.look(up: .namespace(namespace), in: facts) else { return false }
        return found.labels[ProjectLabel.key]?.utf8.elementsEqual("true".utf8) == true
    }

    /// What the role lets one do to Secrets besides reading them, in words; nil for nothing.
    private func writing(
        _ role: Grant.Role, in namespace: String, knowing facts: Facts, _ findings: inout Findings
    ) -> String? {
        if role.kind == .clusterRole, Self.isAmong(Self.writingRoles, role) { return "write" }
        let owner = role.kind == .role ? namespace : ""
        guard case .found(let access) = findings.role(role.name, in: owner, facts), access.isWriting else { return nil }
        return access.writing.map { $0 == .all ? "do everything to" : $0.rawValue }.joined(separator: ", ")
    }
}
