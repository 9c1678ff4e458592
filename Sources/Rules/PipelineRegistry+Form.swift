internal import Admission
internal import JSON
internal import Kubernetes

/// Phase one of `pipeline-registry`: the form of `spec.registry`.
extension PipelineRegistry {
    private static let portPath = PipelineSpec.registryPath.child("port")

    func checkForm(
        of registry: Value, _ spec: PipelineSpec, host: RegistryHost?, in review: Review, _ findings: inout Findings
    ) {
        checkMode(registry, spec, in: review, &findings)
        checkReference(spec, in: review, &findings)
        checkInline(registry, spec, in: review, &findings)
        checkHost(registry, spec, as: host, in: review, &findings)
        checkPort(registry, &findings)
        checkCompleteness(registry, spec, in: review, &findings)
    }

    /// R2 and R8.
    private func checkMode(
        _ registry: Value, _ spec: PipelineSpec, in review: Review, _ findings: inout Findings
    ) {
        guard let value = registry["createSecret"] else { return }
        guard let text = value.string else {
            findings.report(.typeInvalid(PipelineSpec.modePath, value.kind, wanted: "a text"))
            return
        }
        guard let mode = spec.createSecret else {
            let supported = CreateSecret.allCases.map(\.rawValue)
            findings.report(.notSupported(PipelineSpec.modePath, text, supported: supported))
            return
        }
        guard spec.reference != nil else { return }
        let why: String
        switch mode {
        case .none: return
        case .create:
            why = "does not go with a reference: a Secret would be made of user name and password; use \"none\""
        case .copy:
            let shared = DefaultCredential(kubero)
            guard spec.referenceName != nil, !shared.isReferredAndCopied(by: spec, in: review.namespace) else { return }
            why = "would copy the Secret \"\(shared.name)\" instead of the one referred to; use \"none\""
        }
        findings.report(
            .invalid(PipelineSpec.modePath, text, why).with(
                PipelineSpec.referenceNamePath, PipelineSpec.referenceNamespacePath, PipelineSpec.mainNamespacePath))
    }

    /// R3 to R6.
    private func checkReference(_ spec: PipelineSpec, in review: Review, _ findings: inout Findings) {
        let path = PipelineSpec.referencePath
        guard let reference = spec.reference else { return }
        guard reference.kind == .object else {
            findings.report(.typeInvalid(path, reference.kind, wanted: "an object, such as {name: my-registry}"))
            return
        }
        let unknown = reference.members.lazy.filter { member in
            !member.has("name") && !member.has("namespace") && !member.value.isNull
        }
        for member in unknown.prefix(Findings.maximum + 1) {
            let field = FieldPath(path.steps + [.field(member.key)])
            findings.report(.notAllowed(field, "a reference has only name and namespace"))
        }
        checkReferenceName(reference, &findings)
        let namespacePath = PipelineSpec.referenceNamespacePath
        guard let value = reference["namespace"], !value.isString("") else { return }
        guard let namespace = value.string else {
            findings.report(.typeInvalid(namespacePath, value.kind, wanted: "a text"))
            return
        }
        if let problem = NameForm.label.problem(with: namespace) {
            findings.report(.invalid(namespacePath, namespace, problem))
        } else if namespace != review.namespace, !kubero.allowedNamespaces.contains(namespace) {
            let why = """
                only a Secret of the Pipeline's own namespace \(Quoted(review.namespace)) may be referred to, not one \
                of \(Quoted(namespace))
                """
            findings.report(.notAllowed(namespacePath, why).with(PipelineSpec.referenceNamePath))
        }
    }

    private func checkReferenceName(_ reference: Value, _ findings: inout Findings) {
        let path = PipelineSpec.referenceNamePath
        guard let value = reference["name"], !value.isString("") else {
            findings.report(.required(path, "the name of the Secret with the registry credential"))
            return
        }
        guard let name = value.string else {
            findings.report(.typeInvalid(path, value.kind, wanted: "a text"))
            return
        }
        if let problem = NameForm.subdomain.problem(with: name) { findings.report(.invalid(path, name, problem)) }
    }

    /// R12 and, in it, R13 and the user name and password of R10.
    private func checkHost(
        _ registry: Value, _ spec: PipelineSpec, as registryHost: RegistryHost?, in review: Review,
        _ findings: inout Findings
    ) {
        guard let value = registry["host"] else { return }
        guard value.kind == .string else {
            findings.report(.typeInvalid(PipelineSpec.hostPath, value.kind, wanted: "a text"))
            return
        }
        // A registry without a scheme is one as it stands.
        guard let host = spec.host, registryHost == nil || RegistryHost.hasScheme(host) else { return }
        // Kubero's form puts `https://` before the host and hides denials from its user.
        if registryHost != nil, host.hasPrefix("https://"), review.user.isAmong(kubero.deputies) {
            findings.warn(
                at: PipelineSpec.hostPath, "write \(ShownHost(host)) without https://, as image names have it")
            return
        }
        switch RegistryHost.problem(with: host) {
        case nil: break
        case .userinfo?:
            findings.report(.notAllowed(PipelineSpec.hostPath, "\(ShownHost(host)) \(HostProblem.userinfo)"))
        case let problem?: findings.report(.invalid(PipelineSpec.hostPath, ShownHost(host).text, "\(problem)"))
        }
    }

    /// R13 for `port`, which Kubero itself does not read.
    private func checkPort(_ registry: Value, _ findings: inout Findings) {
        guard let value = registry["port"] else { return }
        guard let port = value.integer else {
            findings.report(.typeInvalid(Self.portPath, value.kind, wanted: "a whole number"))
            return
        }
        guard !(1...65_535).contains(port) else { return }
        findings.report(.invalid(Self.portPath, "\(port)", "must be between 1 and 65535, inclusive"))
    }

    /// R26: the chart would make a dummy credential of such settings.
    private func checkCompleteness(
        _ registry: Value, _ spec: PipelineSpec, in review: Review, _ findings: inout Findings
    ) {
        guard spec.reference == nil, registry["createSecret"] == nil, !spec.hasCredential else { return }
        let reference = PipelineSpec.referencePath
        let why = """
            these registry settings come without a credential; refer to a Secret, or say createSecret: none if none is \
            needed
            """
        if review.user.isAmong(kubero.deputies) {
            findings.warn(at: reference, why)
        } else {
            findings.report(.required(reference, why).with(PipelineSpec.hostPath))
        }
    }
}
