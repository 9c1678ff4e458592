internal import Admission
internal import JSON
internal import Kubernetes

/// Phase three of `pipeline-registry`: is the Secret there, and is it good for the registry?
extension PipelineRegistry {
    /// R16 to R19, R24 and R27.
    func checkSecret(
        _ use: SecretUse, _ spec: PipelineSpec, in review: Review, sharedHost: String?, knowing facts: Facts,
        _ findings: inout Findings
    ) {
        let secret: PullSecret
        switch findings.pullSecret(use.name, in: use.namespace, facts) {
        case .unknown: return
        case .absent:
            findings.report(.notFound(use.path, use.name))
            return
        case .found(let found): secret = found
        }
        if secret.isBeingDeleted {
            findings.warn(at: use.path, "Secret \(Quoted(use.name)) is being deleted; refer to another one")
        }
        guard let keys = keys(of: secret, use, &findings) else { return }
        guard let host = spec.bareHost ?? sharedHost else { return }
        checkHost(host, keys, use, spec, in: review, &findings)
    }

    /// R17 and R18: the registries that the Secret has a user name and password for; nil where it is no pull secret.
    private func keys(of secret: PullSecret, _ use: SecretUse, _ findings: inout Findings) -> [RegistryKey]? {
        guard secret.hasUsableType(asDefault: use.isDefault) else {
            let why = """
                a Secret of type "\(PullSecret.dockerConfigType)" is required, not of type \(Quoted(secret.type)); make \
                one with kubectl create secret docker-registry
                """
            findings.report(use.unfit(why))
            return nil
        }
        switch secret.contents {
        case .dockerConfig(let keys): return keys
        case .unusable(let problem):
            findings.report(use.unfit("the Secret \(problem); <secret contents redacted>"))
            return nil
        }
    }

    /// R19; with the default credential R27, which is the same.
    private func checkHost(
        _ host: String, _ keys: [RegistryKey], _ use: SecretUse, _ spec: PipelineSpec, in review: Review,
        _ findings: inout Findings
    ) {
        // Of an update a host that cannot be read passes as far as it was so before, but no credential is for it.
        let isReadable = review.operation != .update || RegistryHost.problem(with: host) == nil
        let (match, differences) =
            isReadable ? keys.fit(host: host, name: spec.imageName(in: review)) : (.none, [])
        switch match {
        case .none:
            let why =
                "has no credentials for registry host \(ShownHost(host)); correct spec.registry.host, or the Secret"
            findings.report(use.unfit(why))
            return
        case .hostOnly:
            let text = "has credentials for part of \(ShownHost(host)) only; give the path they are for in the host"
            findings.warn(at: use.path, text)
        case .match: break
        }
        for difference in differences { findings.warn(at: use.path, difference.advice) }
    }

    /// The registry of Kubero itself: as configured, else as its settings say. R22 warns of another one.
    func sharedHost(for spec: PipelineSpec, knowing facts: Facts, _ findings: inout Findings) -> String? {
        if let configured = kubero.defaultHost { return configured }
        // It is needed where the Pipeline names a Secret and no host of its own.
        let isAdvice = spec.host != nil
        guard case .found(let settings) = findings.kubero(in: kubero.namespace, facts, isAdvice: isAdvice) else {
            return nil
        }
        // The same text is the same registry, or none, and that needs no advice.
        if let own = spec.bareHost, let text = settings.host, own == RegistryHost.withoutScheme(text) { return nil }
        guard let host = settings.hostInUse else { return nil }
        adviseOnHost(spec.registryHost, sharedHost: host, &findings)
        return host
    }
}

extension PullSecret {
    /// Whether kubelet, or for the default credential Kubero's chart, takes a Secret of this type.
    func hasUsableType(asDefault isDefault: Bool) -> Bool {
        type == PullSecret.dockerConfigType || type == PullSecret.legacyType
            || isDefault && type == PullSecret.opaqueType
    }
}

extension BuildahDifference {
    /// What a user should know of it.
    fileprivate var advice: String {
        switch self {
        case .pattern: "matches by a pattern, which works for pulling; buildah, which pushes, does not know patterns"
        case .wholeHost: "buildah, which pushes, sends this credential to all of the host, not just the path"
        case .unused: "fits for pulling only; buildah, which pushes, compares paths segment by segment"
        }
    }
}
