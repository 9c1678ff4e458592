internal import Admission
internal import Cluster
internal import Kubernetes

/// Something that could not be read, and what would let it.
package struct Gap: Error, Sendable, Equatable {
    package let why: String
    package let remedy: Remedy?
}

extension Gap {
    init(_ selection: Selection, _ error: InventoryError) {
        let place = selection.namespace.map { " in namespace \(Shown($0))" } ?? ""
        why = "cannot read \(selection.resource)\(place): \(error)"
        switch error {
        case .forbidden:
            let role = RoleManifest(
                name: "tallyman-doctor-\(selection.resource)",
                rules: [.init(selection.group, [selection.resource], ["list"])])
            let binding = selection.namespace.map { "-n \($0) create rolebinding" } ?? "create clusterrolebinding"
            remedy = Remedy(
                """
                let who runs this read them: apply this role, then kubectl \(binding) \(role.name) \
                --clusterrole=\(role.name) --user=WHO (or --serviceaccount=NAMESPACE:NAME)
                """, yaml: role.yaml)
        case .unreadable: remedy = Remedy("see to the cause, then run this again")
        }
    }

    /// An access review that had no answer.
    init(access why: String) {
        self.why = "cannot ask what others may do: \(why)"
        let role = RoleManifest(
            name: "tallyman-doctor-access",
            rules: [.init("authorization.k8s.io", ["subjectaccessreviews"], ["create"])])
        remedy = Remedy(
            """
            if it is access that is missing, apply this role, then kubectl create clusterrolebinding \(role.name) \
            --clusterrole=\(role.name) --user=WHO (or --serviceaccount=NAMESPACE:NAME)
            """, yaml: role.yaml)
    }

    /// A question of a rule's kind that had no answer.
    init(_ question: Question, _ why: String) {
        self.why = "cannot look up \(question): \(why)"
        remedy = Remedy(
            "see to the cause (access that is missing, most often: get on that object), then run this again")
    }
}
