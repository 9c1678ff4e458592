package import Admission
internal import JSON
internal import Kubernetes

/// A Pipeline that names no registry gets the configured default, by reference; one that names a Secret gets the
/// `createSecret` that goes with it, as the chart's own default would make a dummy credential of it.
package struct PipelineRegistryDefault: Mutator {
    package static let id = "pipeline-registry-default"
    package static let scopes = [Scope.pipelines(on: .create, .update)]

    let kubero: KuberoSettings

    package func patch(for review: Review, knowing facts: Facts) -> (patch: Patch, findings: Findings) {
        var patch = Patch()
        var findings = Findings()
        let spec = PipelineSpec(of: review.object)
        guard let value = spec.spec, value.kind == .object else { return (patch, findings) }
        if !spec.isUnset {
            complete(spec, in: review, knowing: facts, &patch, &findings)
        } else if review.operation == .create, !spec.isDeployedFromImage {
            inject(spec, in: review, knowing: facts, &patch, &findings)
        }
        return (patch, findings)
    }

    /// M1. The host is left out, so that a Pipeline follows when Kubero's registry moves.
    private func inject(
        _ spec: PipelineSpec, in review: Review, knowing facts: Facts, _ patch: inout Patch, _ findings: inout Findings
    ) {
        guard let credential = kubero.defaultCredential, let reference = reference(to: credential, in: review),
            credential.createSecret != .copy || DefaultCredential(kubero).isCopied(by: spec),
            isUsable(credential, by: spec, in: review, knowing: facts, &findings)
        else { return }
        let path = PipelineSpec.registryPath
        let mode = PatchValue.string(credential.createSecret.rawValue)
        guard let registry = spec.registry else {
            patch.add(path, .object([("createSecret", mode), ("credentialsSecretRef", reference)]))
            return
        }
        for member in registry.members where ["host", "username", "password"].contains(where: { member.has($0) }) {
            patch.remove(path.child(member.key))
        }
        patch.add(PipelineSpec.modePath, mode)
        patch.add(PipelineSpec.referencePath, reference)
    }

    /// Whether the default can be used, where that can be looked up: a reference to nothing would only break the Pipeline
    /// later, and where nobody sees it; one that is refused would be no fault of who set nothing.
    private func isUsable(
        _ credential: KuberoSettings.DefaultCredential, by spec: PipelineSpec, in review: Review, knowing facts: Facts,
        _ findings: inout Findings
    ) -> Bool {
        guard facts.hasCluster else { return true }
        var host = kubero.defaultHost
        if case .found(let settings) = findings.kubero(in: kubero.namespace, facts) {
            guard settings.isEnabled else { return false }
            host = host ?? settings.hostInUse
        }
        let secret = "the default credential, Secret \"\(kubero.namespace)/\(credential.name)\","
        switch findings.pullSecret(credential.name, in: kubero.namespace, facts) {
        case .unknown: break
        case .absent: findings.warn("\(secret) is not there, so it is not injected")
        case .found(let found):
            guard found.hasUsableType(asDefault: true), case .dockerConfig(let keys) = found.contents else {
                findings.warn("\(secret) is no usable pull secret, so it is not injected")
                break
            }
            if let host, keys.fit(host: host, name: spec.imageName(in: review)).match == .none {
                findings.warn("\(secret) has no credentials for \(ShownHost(host)), so it is not injected")
                break
            }
            // Without its settings it cannot be told whether Kubero makes the default at all.
            return findings.unanswered.isEmpty && findings.questions.isEmpty
        }
        return false
    }

    /// The default as a Pipeline of this namespace can refer to it; nil where it may not.
    private func reference(to credential: KuberoSettings.DefaultCredential, in review: Review) -> PatchValue? {
        let name = ("name", PatchValue.string(credential.name))
        if review.namespace == kubero.namespace { return .object([name]) }
        guard kubero.allowedNamespaces.contains(kubero.namespace) else { return nil }
        return .object([name, ("namespace", .string(kubero.namespace))])
    }

    /// M2.
    private func complete(
        _ spec: PipelineSpec, in review: Review, knowing facts: Facts, _ patch: inout Patch, _ findings: inout Findings
    ) {
        guard let registry = spec.registry, registry.kind == .object, registry["createSecret"] == nil,
            let name = spec.referenceName, NameForm.subdomain.problem(with: name) == nil, !spec.hasInlineCredentials,
            review.operation == .create || isOfThisUpdate(spec, before: PipelineSpec(of: review.oldObject), in: review)
        else { return }
        let shared = DefaultCredential(kubero)
        var mode = CreateSecret.none
        if shared.isReferred(by: spec, in: review.namespace), let credential = kubero.defaultCredential {
            if isForeign(spec, knowing: facts, &findings) { return }
            if shared.isCopied(by: spec) { mode = credential.createSecret }
        }
        patch.add(PipelineSpec.modePath, .string(mode.rawValue))
    }

    /// Whether the update adds or changes the reference, or removes `createSecret` beside it.
    private func isOfThisUpdate(_ spec: PipelineSpec, before: PipelineSpec, in review: Review) -> Bool {
        before.referenceName != spec.referenceName
            || (before.referenceNamespace ?? review.namespace) != (spec.referenceNamespace ?? review.namespace)
            || before.registry?["createSecret"] != nil
    }

    /// Whether the default credential is known not to be for this registry.
    private func isForeign(_ spec: PipelineSpec, knowing facts: Facts, _ findings: inout Findings) -> Bool {
        guard spec.host != nil, let shared = sharedRegistry(knowing: facts, &findings) else { return false }
        return spec.registryHost?.authority != shared.authority
    }

    /// The registry of the default credential: as configured, else as Kubero's settings say; nil where neither does. The
    /// validator, which asks as well, denies what is not for it.
    private func sharedRegistry(knowing facts: Facts, _ findings: inout Findings) -> RegistryHost? {
        guard kubero.defaultHost == nil else { return kubero.registryHost }
        guard case .found(let settings) = findings.kubero(in: kubero.namespace, facts, isAdvice: true) else {
            return nil
        }
        return settings.hostInUse.flatMap { try? RegistryHost($0) }
    }
}
