internal import Admission
internal import JSON
internal import Kubernetes

/// An entry of `metadata.ownerReferences` that keeps its owner from being deleted before what it owns.
struct BlockingOwner {
    let index: Int
    let group: String
    /// Plural, in lower case.
    let resource: String
    private let name: String
    private let isNamespaced: Bool

    /// nil where the entry does not block, or is not whole: then the API server refuses it.
    init?(_ reference: Value, at index: Int) {
        guard reference["blockOwnerDeletion"]?.bool == true, let kind = reference["kind"]?.string, !kind.isEmpty,
            let version = reference["apiVersion"]?.string, let name = reference["name"]?.string
        else { return nil }
        self.index = index
        self.name = name
        let parts = version.split(separator: "/", omittingEmptySubsequences: false)
        group = parts.count == 2 ? String(parts[0]) : ""
        resource = Self.resource(ofKind: kind)
        isNamespaced = !Self.clusterKinds.contains("\(kind).\(group)")
    }

    /// The group as YAML has it between brackets.
    var writtenGroup: String { group.isEmpty ? "\"\"" : group }

    /// What the plugin asks: may who makes the object update the owner's finalizers? An owner in a namespace is in that of
    /// the object.
    func access(for review: Review) -> AccessReview {
        let user = review.user
        return AccessReview(
            user: user.name, uid: user.uid, groups: user.groups, extra: user.extra, verb: "update", group: group,
            resource: resource, subresource: "finalizers", name: name, namespace: isNamespaced ? review.namespace : "")
    }

    /// Kinds of Kubernetes and of Kargo that are in no namespace and may own something; of others it is not known.
    private static let clusterKinds: Set<String> = [
        "Namespace.", "Node.", "PersistentVolume.", "Project.kargo.akuity.io", "ClusterConfig.kargo.akuity.io",
        "ClusterPromotionTask.kargo.akuity.io",
    ]

    /// As Kubernetes itself guesses (k8s.io/apimachinery/pkg/api/meta/restmapper.go, UnsafeGuessKindToResource), which is
    /// right for all of Kargo's kinds. For a kind with another plural, who may update just its finalizers is taken to be
    /// one who may not.
    private static func resource(ofKind kind: String) -> String {
        let singular = kind.lowercased()
        return switch singular.unicodeScalars.last {
        case "s": singular + "es"
        case "y": singular.dropLast() + "ies"
        default: singular + "s"
        }
    }
}
