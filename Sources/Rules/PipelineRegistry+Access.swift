package import Admission
internal import JSON
internal import Kubernetes

/// Phase two of `pipeline-registry`: may the user use the Secret? Asked before anything is said about the Secret, so
/// that the answer is the same whether or not there is one (CWE-441).
extension PipelineRegistry {
    package func furtherFindings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        guard facts.hasCluster else { return findings }
        let spec = PipelineSpec(of: review.object)
        guard isChoice(spec, in: review) else { return findings }
        let use = SecretUse(spec, in: review.namespace, kubero: kubero)
        // An opt-out depends on nothing in the cluster, so that nothing there can be in its way.
        guard use != nil || spec.host != nil else { return findings }
        let shared = sharedHost(for: spec, knowing: facts, &findings)
        guard let use else { return findings }
        if spec.reference == nil {
            findings.warn(
                at: use.path, "makes the operator copy the Secret again every few seconds; refer to it instead")
        }
        guard mayUse(use, in: review, knowing: facts, &findings) else { return findings }
        checkSecret(use, spec, in: review, sharedHost: shared, knowing: facts, &findings)
        return findings
    }

    /// R14: the default credential is for everybody; any other only for who may read it.
    private func mayUse(
        _ use: SecretUse, in review: Review, knowing facts: Facts, _ findings: inout Findings
    ) -> Bool {
        guard !use.isDefault else { return true }
        let user = review.user
        var secret: String { "secret \(Quoted(use.name, limit: 253)) in namespace \(Quoted(use.namespace))" }
        let access = user.asks(to: "get", "secrets", name: use.name, in: use.namespace)
        guard let isAllowed = findings.mayDo(access, facts) else { return false }
        guard isAllowed else {
            findings.report(
                .forbidden("user \(Quoted(user.name, limit: 253)) cannot get \(secret)", at: use.accessPath))
            return false
        }
        guard user.isAmong(kubero.deputies) else { return true }
        // A deputy may read every Secret, for whomever it acts; so the Secret's owner has to have offered it.
        switch findings.pullSecret(use.name, in: use.namespace, facts) {
        case .found(let found) where found.isOfferedToDeputies: return true
        case .found, .absent:
            let why = """
                \(Quoted(user.name, limit: 253)) acts for others and cannot use \(secret) unless it has the label \
                \(PullSecret.offerLabel): "true"
                """
            findings.report(.forbidden(why, at: use.accessPath))
        case .unknown: break
        }
        return false
    }
}
