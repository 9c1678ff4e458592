package import Admission
internal import JSON
internal import Kubernetes
internal import Patterns

/// A credential for Kargo is one that Kargo will find and can use: what is incomplete it passes over without a word.
package struct CredentialSecret: Validator {
    package static let id = "credential-secret"
    package static let scopes = [
        Scope("secrets", in: "", on: [.create, .update], label: CredentialType.label)
    ]

    private static let labelPath = FieldPath("metadata.labels").key(CredentialType.label)

    let kargo: KargoSettings

    package func findings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        guard let label = review.meta.labels?[CredentialType.label] else { return findings }
        if review.namespace.utf8.elementsEqual(kargo.namespace.utf8) {
            let why = """
                credentials do not belong where Kargo runs; put this one into its project's namespace, or for several \
                projects into \(kargo.sharedCredentialNamespaces.first.map { "\"\($0)\"" } ?? "a shared one")
                """
            findings.report(.forbidden(why, at: "metadata.namespace").with(Self.labelPath))
        }
        guard let type = label.string.flatMap(CredentialType.init(rawValue:)) else {
            let supported = CredentialType.allCases.map(\.rawValue)
            findings.report(
                label.string.map { .notSupported(Self.labelPath, $0, supported: supported) }
                    ?? .typeInvalid(Self.labelPath, label.kind, wanted: "a text"))
            return findings
        }
        let data = SecretData(of: review.object)
        switch type {
        case .generic:
            if data.isEmpty { findings.report(.required("data", "a generic credential has at least one key")) }
        case .git, .helm, .image:
            checkRepository(data, &findings)
            checkShape(data, of: type, &findings)
        }
        adviseOnPlace(review, knowing: facts, &findings)
        adviseOnAnnotations(review, &findings)
        return findings
    }

    /// Which repositories the credential is for. The value is not shown: a URL may have a password in it.
    private func checkRepository(_ data: SecretData, _ findings: inout Findings) {
        let path = SecretData.path("repoURL")
        guard data.has("repoURL") else {
            findings.report(.required(path, "the URL of the repository that the credential is for"))
            return
        }
        var isPattern = false
        if data.has("repoURLIsRegex") {
            let path = SecretData.path("repoURLIsRegex")
            switch data.decoded("repoURLIsRegex") {
            case "true": isPattern = true
            case "false": break
            default:
                findings.report(
                    .invalid(path, nil, "must be \"true\" or \"false\"; else Kargo takes repoURL to the letter"))
            }
        }
        guard let url = data.decoded("repoURL") else {
            findings.report(.invalid(path, nil, "must be base64 of a text"))
            return
        }
        if isPattern, let problem = RegularExpression.problem(with: url) {
            findings.report(.invalid(path, nil, "is no regular expression as Go has them: \(problem)"))
        }
        if url.lowercased().hasPrefix("http://") {
            findings.warn(at: path, "Kargo sends no credentials over plain http:// unless it is told to; use https://")
        }
    }

    private func checkShape(_ data: SecretData, of type: CredentialType, _ findings: inout Findings) {
        let complete = type.shapes.first { $0.isComplete(in: data) }
        if let complete {
            if complete == .ssh {
                findings.warn(
                    at: SecretData.path("sshPrivateKey"), "SSH keys go in Kargo 1.13; use a token or GitHub App")
            }
        } else {
            // Of what is begun the one that is nearest to being whole; the earlier of two.
            let begun = type.shapes.max { $0.found(in: data) < $1.found(in: data) } ?? .basic
            let others = type.shapes.filter { $0 != begun }.map(\.name).joined(separator: " or ")
            for key in begun.missing(in: data) {
                findings.report(
                    .required(SecretData.path(key), "\(begun.name) is not complete without it; or use \(others)"))
            }
        }
        let installation = "githubAppInstallationID"
        if type == .git, data.has(installation), data.decoded(installation).flatMap(Int.init) == nil {
            findings.report(.invalid(SecretData.path(installation), nil, "must be a whole number"))
        }
    }

    private func adviseOnPlace(_ review: Review, knowing facts: Facts, _ findings: inout Findings) {
        let shared = kargo.sharedCredentialNamespaces
        guard !shared.contains(review.namespace), review.namespace != kargo.namespace,
            case .found(let namespace) = findings.look(up: .namespace(review.namespace), in: facts, isAdvice: true),
            namespace.labels[ProjectLabel.key] != "true"
        else { return }
        let places = (["a project"] + shared.map { "\"\($0)\"" }).joined(separator: ", ")
        findings.warn(at: "metadata.namespace", "Kargo looks for credentials only in the namespaces of: \(places)")
    }
}
