package import Admission
internal import JSON

/// A Pipeline's registry credential is a reference to a Secret that exists, fits and may be used by who names it.
///
/// Three phases, of which the first with a violation ends it: the Pipeline's form, the user's access to the Secret, the
/// Secret itself. The last two need the cluster.
package struct PipelineRegistry: Validator {
    package static let id = "pipeline-registry"
    package static let scopes = [Scope.pipelines(on: .create, .update)]

    let kubero: KuberoSettings

    package func findings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        let spec = PipelineSpec(of: review.object)
        guard let value = spec.spec else {
            findings.report(.required(PipelineSpec.path, "a Pipeline needs a spec"))
            return findings
        }
        guard value.kind == .object else {
            findings.report(.typeInvalid(PipelineSpec.path, value.kind, wanted: "an object"))
            return findings
        }
        checkMainNamespace(spec, in: review, &findings)
        adviseOnName(spec, in: review, &findings)
        guard let registry = spec.registry, !spec.isUnset else {
            adviseOnNothing(spec, &findings)
            return findings
        }
        guard registry.kind == .object else {
            findings.report(.typeInvalid(PipelineSpec.registryPath, registry.kind, wanted: "an object"))
            return findings
        }
        // Read once, as the most that there is to read here.
        let host = spec.registryHost
        checkForm(of: registry, spec, host: host, in: review, &findings)
        if !facts.hasCluster { checkDefaultHost(spec, host: host, in: review, &findings) }
        advise(on: registry, spec, host: host, &findings)
        if !facts.hasCluster { noteUnchecked(spec, in: review, &findings) }
        return findings
    }

    /// R9: with `copy`, the operator, which may read every Secret, copies from there into a namespace of the user's.
    private func checkMainNamespace(_ spec: PipelineSpec, in review: Review, _ findings: inout Findings) {
        let path = PipelineSpec.mainNamespacePath
        guard let value = spec.spec?["mainnamespace"] else { return }
        guard value.kind == .string else {
            findings.report(.typeInvalid(path, value.kind, wanted: "a text"))
            return
        }
        guard let namespace = spec.mainNamespace, namespace != review.namespace, namespace != kubero.namespace else {
            return
        }
        let why = """
            \(Quoted(namespace)) is neither this Pipeline's namespace nor "\(kubero.namespace)": credentials are not \
            copied from the namespaces of others
            """
        let violation = Violation.notAllowed(path, why)
        findings.report(
            spec.createSecret == .copy
                ? violation.with(PipelineSpec.modePath) : violation)
    }
}
