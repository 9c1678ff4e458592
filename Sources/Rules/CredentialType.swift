/// What a credential of Kargo's is for: the value of the label `kargo.akuity.io/cred-type`.
enum CredentialType: String, CaseIterable {
    case git, helm, image, generic

    static let label = "kargo.akuity.io/cred-type"

    /// The shapes that Kargo's providers take for it, the most usual one first; none: whatever there is.
    var shapes: [CredentialShape] {
        switch self {
        case .git: [.basic, .gitHubApp, .ssh]
        // Kargo's provider of SSH keys does not look at the type.
        case .helm, .image: [.basic, .ecr, .artifactRegistry, .ssh]
        case .generic: []
        }
    }
}
