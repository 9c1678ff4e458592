package import Admission
internal import JSON
internal import Kubernetes

/// A Promotion is not refused for the owner that Kargo gives it, or who makes it is told which access is missing.
///
/// Where the OwnerReferencesPermissionEnforcement plugin is on, as in OpenShift, `blockOwnerDeletion: true` takes `update`
/// on the owner's `finalizers` (kubernetes/plugin/pkg/admission/gc/gc_admission.go), and the error shows only in a
/// controller's log. Kargo's own webhook sets it, so this one is asked again after others have changed the object.
package struct OwnerFinalizers: Mutator {
    package static let id = "owner-finalizers"
    package static let scopes = [Scope("promotions", in: "kargo.akuity.io", on: [.create])]

    /// Owners that are looked at, the first so many. A Promotion has one, its Stage or its PromotionRequest; each other
    /// costs a call.
    static let maximumOwners = 16

    package func patch(for review: Review, knowing facts: Facts) -> (patch: Patch, findings: Findings) {
        var patch = Patch()
        var findings = Findings()
        let owners = Self.blocking(review)
        guard !owners.isEmpty else { return (patch, findings) }
        guard facts.hasCluster else {
            findings.note(.unchecked, Self.id)
            return (patch, findings)
        }
        for owner in owners {
            // By its place, so that the same are looked at when the object is changed.
            guard owner.index < Self.maximumOwners else {
                findings.warn(
                    at: "metadata.ownerReferences", "only the first \(Self.maximumOwners) owners are looked at")
                break
            }
            guard findings.mayDo(owner.access(for: review), facts) == false else { continue }
            let path = FieldPath("metadata.ownerReferences").index(owner.index).child("blockOwnerDeletion")
            findings.warn(about: path, Self.advice(on: owner, for: review.user))
            patch.add(path, .bool(false))
        }
        return (patch, findings)
    }

    private static func blocking(_ review: Review) -> [BlockingOwner] {
        guard let references = review.object?["metadata"]?["ownerReferences"] else { return [] }
        return references.elements.enumerated().compactMap { BlockingOwner($1, at: $0) }
    }

    /// With the rule first: a warning that is too long loses its end.
    private static func advice(on owner: BlockingOwner, for user: User) -> String {
        """
        grant {apiGroups: [\(owner.writtenGroup)], resources: [\(owner.resource)/finalizers], verbs: [update]} by a \
        ClusterRole to user \(Quoted(user.name, limit: 100)), or OpenShift refuses blockOwnerDeletion
        """
    }
}
