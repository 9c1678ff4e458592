internal import Admission
internal import JSON

/// The credential that all Pipelines share, and where it may be sent.
extension PipelineRegistry {
    /// R27: the shared password must not be sent to a registry of somebody's choice. Goes by the configured host.
    func checkDefaultHost(
        _ spec: PipelineSpec, host: RegistryHost?, in review: Review, _ findings: inout Findings
    ) {
        guard let shared = kubero.registryHost, let text = spec.host else { return }
        if let host {
            guard host.authority != shared.authority else { return }
        } else if PipelineSpec(of: review.oldObject).host != text {
            return  // R12 refuses it; only where it was so before, it would pass
        }
        let credential = DefaultCredential(kubero)
        let isReferred = credential.isReferred(by: spec, in: review.namespace)
        guard isReferred || spec.reference == nil && spec.createSecret == .copy && credential.isCopied(by: spec) else {
            return
        }
        let why = "has no credentials for registry host \(ShownHost(text))"
        let violation =
            isReferred
            ? Violation.invalid(PipelineSpec.referenceNamePath, credential.name, why)
            : .invalid(PipelineSpec.modePath, "copy", "the default credential \(why)")
        if isChoice(spec, in: review) { findings.report(violation) } else { findings.warn(of: violation) }
    }

    /// What the Secret itself is like is not checked without a cluster, which the audit log should know.
    func noteUnchecked(_ spec: PipelineSpec, in review: Review, _ findings: inout Findings) {
        guard spec.reference != nil || spec.createSecret == .copy, isChoice(spec, in: review) else { return }
        findings.note(.unchecked, Self.id)
    }

    /// Whether the request decides which credential is for which registry: not an update of something else.
    func isChoice(_ spec: PipelineSpec, in review: Review) -> Bool {
        guard review.operation == .update, let old = review.oldObject else { return true }
        return RegistryChoice(spec, in: review.namespace, kubero: kubero)
            != RegistryChoice(PipelineSpec(of: old), in: review.namespace, kubero: kubero)
    }
}
