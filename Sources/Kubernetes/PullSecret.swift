/// What is known of a Secret as a credential for a registry. Facts about it, nothing of what it holds.
package struct PullSecret: Hashable, Sendable {
    package enum Contents: Hashable, Sendable {
        /// The keys of the entries with a user name and password, in their order; without those that are no URL, which
        /// kubelet passes over, or too long for any image.
        case dockerConfig([RegistryKey])
        case unusable(Problem)
    }

    /// The types that kubelet takes for pull secrets.
    package static let dockerConfigType = "kubernetes.io/dockerconfigjson"
    package static let legacyType = "kubernetes.io/dockercfg"
    /// What a Secret without a type is.
    package static let opaqueType = "Opaque"

    /// With the value `true` a Secret's owner offers it to those who act for others.
    package static let offerLabel = "kubero.dev/registry-credential"

    /// As it stands in the Secret, which may be anything.
    package let type: String
    package let isBeingDeleted: Bool
    /// Whether it has the label `offerLabel`: `true`.
    package let isOfferedToDeputies: Bool
    package let contents: Contents

    package init(
        type: String, isBeingDeleted: Bool = false, isOfferedToDeputies: Bool = false, contents: Contents
    ) {
        self.type = type
        self.isBeingDeleted = isBeingDeleted
        self.isOfferedToDeputies = isOfferedToDeputies
        self.contents = contents
    }
}
