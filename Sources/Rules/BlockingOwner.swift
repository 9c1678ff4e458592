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

    /// nil where the entry does not block, or is not whole: then the API server refuses it. Also where it names what can be
    /// no kind of a CustomResourceDefinition, which nothing has checked before a mutating webhook sees it: there is nothing
    /// to grant for that, and the rule to grant, which is to be copied, must hold nothing but names.
    init?(_ reference: Value, at index: Int) {
        guard reference["blockOwnerDeletion"]?.bool == true, let kind = reference["kind"]?.string, !kind.isEmpty,
            let version = reference["apiVersion"]?.string, let name = reference["name"]?.string
        else { return nil }
        // Bytes, as a combining character makes another one of the slash before it.
        let parts = version.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let group = parts.count > 1 ? String(Substring(parts[0])) : ""
        guard parts.count <= 2, Self.isKind(kind),
            group.isEmpty && parts.count == 1 || NameForm.subdomain.problem(with: group) == nil,
            !name.isEmpty, name.utf8.allSatisfy(Self.isPrintable)
        else { return nil }
        self.index = index
        self.name = name
        self.group = group
        resource = Self.resource(ofKind: kind)
        isNamespaced = !Self.clusterKinds.contains("\(kind).\(group)")
    }

    /// The group as YAML has it between brackets.
    var writtenGroup: String { group.isEmpty ? "\"\"" : group }

    /// What the plugin asks: may who makes the object update the owner's finalizers? An owner in a namespace is in that of
    /// the object.
    func access(for review: Review) -> AccessReview {
        review.user.asks(
            to: "update", group: group, resource, subresource: "finalizers", name: name,
            in: isNamespaced ? review.namespace : "")
    }

    /// A kind in lower case is a name of DNS (k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation), and so in
    /// ASCII.
    private static func isKind(_ kind: String) -> Bool {
        kind.utf8.allSatisfy { $0 < 0x80 } && NameForm.label.problem(with: kind.lowercased()) == nil
    }

    /// Names of objects are, whatever their kind wants of them beside that.
    private static func isPrintable(_ byte: UInt8) -> Bool { 0x21...0x7E ~= byte }

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
