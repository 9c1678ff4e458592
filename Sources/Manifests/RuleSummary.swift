internal import Admission
internal import Rules

/// What each rule holds, in a few words, for lists of rules.
package enum RuleSummary {
    /// Ids and words, in the Catalogue's order: validators, then mutators.
    package static let all = (Catalogue.validators.map { $0.id } + Catalogue.mutators.map { $0.id }).map {
        (id: $0, words: words[$0] ?? $0)
    }

    /// By id; a test asks for each rule's.
    package static let words = [
        "cleanup-finalizer": "A project has Kargo's finalizer, or none where its namespace is kept.",
        "controller-rolebinding": "In a project's namespace no ServiceAccount of Kargo's may write Secrets.",
        "controller-serviceaccount": "Only managers make a ServiceAccount a controller of Kargo's.",
        "credential-secret":
            "A Secret that Kargo takes for a credential is a complete one, and not in Kargo's own namespace.",
        "keep-namespace": "The annotation kargo.akuity.io/keep-namespace is exactly true or false.",
        "namespace-deletion": "A namespace that is to be kept is not deleted.",
        "owner-finalizers": "Who makes a promotion may block the deletion of its owner.",
        "pipeline-registry": "A pipeline's registry settings are well formed: one credential, by reference.",
        "pipeline-registry-default": "A pipeline without registry settings gets the default, by reference.",
        "projectconfig-lifecycle": "Only managers create and delete a ProjectConfig.",
        "projectconfig-name": "The one ProjectConfig of a project has the one name.",
        "promotion-policies":
            "Promotion policies and webhook receivers are ones that Kargo can use, and mean one thing.",
    ]
}
