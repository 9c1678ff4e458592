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

    /// What is wanted of the data hangs on it, so who changes it answers for the data too.
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
            findings.report(.forbidden(why, at: "metadata.namespace"))
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
            if data.isEmpty { report(.required("data", "a generic credential has at least one key"), &findings) }
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
        let hasURL = data.has("repoURL")
        if !hasURL { report(.required(path, "the URL of the repository that the credential is for"), &findings) }
        let isPattern = isPattern(data, &findings)
        guard hasURL else { return }
        guard let url = data.decoded("repoURL") else {
            report(.invalid(path, nil, "must be base64 of a text"), &findings)
            return
        }
        if isPattern, let problem = RegularExpression.problem(with: url) {
            report(.invalid(path, nil, "is no regular expression as Go has them: \(problem)"), &findings)
        }
        if (isPattern ? Self.beginning(of: url) : url[...]).prefix(7).lowercased() == "http://" {
            findings.warn(at: path, "Kargo sends no credentials over plain http:// unless it is told to; use https://")
        }
    }

    /// Whether `repoURL` is a regular expression.
    private func isPattern(_ data: SecretData, _ findings: inout Findings) -> Bool {
        let key = "repoURLIsRegex"
        guard data.names(key) else { return false }
        switch data.decoded(key) {
        case "true": return true
        case "false": return false
        default:
            let why = "must be \"true\" or \"false\"; else Kargo takes repoURL to the letter"
            report(.invalid(SecretData.path(key), nil, why), &findings)
            return false
        }
    }

    /// A pattern without what may stand before its first letter: anchors, parentheses, flags and the names of groups.
    private static func beginning(of pattern: String) -> Substring {
        var rest = pattern[...]
        while true {
            if rest.hasPrefix("(?") {
                guard let end = rest.firstIndex(where: { ":)>".contains($0) }) else { return rest }
                rest = rest[end...].dropFirst()
            } else if rest.hasPrefix("^") || rest.hasPrefix("(") {
                rest = rest.dropFirst()
            } else if rest.hasPrefix(#"\A"#) {
                rest = rest.dropFirst(2)
            } else {
                return rest
            }
        }
    }

    private func checkShape(_ data: SecretData, of type: CredentialType, _ findings: inout Findings) {
        let complete = type.shapes.first { $0.isComplete(in: data) }
        // Of what is begun the one that is nearest to being whole; the earlier of two.
        let used = complete ?? type.shapes.max { $0.found(in: data) < $1.found(in: data) } ?? .basic
        if complete == nil {
            let others = type.shapes.filter { $0 != used && $0 != .ssh }.map(\.name).joined(separator: " or ")
            for key in used.missing(in: data) {
                report(
                    .required(SecretData.path(key), "\(used.name) is not complete without it; or use \(others)"),
                    &findings)
            }
        } else if complete == .ssh {
            let use = type == .git ? "use a token or GitHub App" : "they are for git alone: use a token"
            findings.warn(at: SecretData.path("sshPrivateKey"), "SSH keys go in Kargo 1.13; \(use)")
        }
        checkInstallation(data, of: type, used: used, &findings)
    }

    /// Beside another shape, whole or more nearly so, it stops nothing.
    private func checkInstallation(
        _ data: SecretData, of type: CredentialType, used: CredentialShape, _ findings: inout Findings
    ) {
        let key = "githubAppInstallationID"
        guard type == .git, data.has(key), data.decoded(key).flatMap(Int.init) == nil else { return }
        let path = SecretData.path(key)
        if used == .gitHubApp {
            report(.invalid(path, nil, "must be a whole number"), &findings)
        } else {
            findings.warn(at: path, "is no whole number, so the GitHub App is of no use beside \(used.name)")
        }
    }

    private func report(_ violation: Violation, _ findings: inout Findings) {
        findings.report(violation.with(Self.labelPath))
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
