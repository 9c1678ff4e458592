internal import Admission

/// The credential that Pipelines share: the Secret of the configured name in Kubero's own namespace, nowhere else.
struct DefaultCredential {
    let namespace: String
    let name: String

    /// What Kubero's chart copies where nothing else is configured.
    private static let stockName = "registry-login"

    init(_ kubero: KuberoSettings) {
        namespace = kubero.namespace
        name = kubero.defaultCredential?.name ?? Self.stockName
    }

    /// Whether a Pipeline's reference is to this Secret.
    func isReferred(by spec: PipelineSpec, in namespace: String) -> Bool {
        spec.referenceName == name && (spec.referenceNamespace ?? namespace) == self.namespace
    }

    /// Whether `createSecret: copy` copies this Secret: `spec.mainnamespace` may lead to one of the Pipeline's own.
    func isCopied(by spec: PipelineSpec) -> Bool { (spec.mainNamespace ?? namespace) == namespace }

    /// Whether `createSecret: copy` copies the Secret that the Pipeline refers to. The chart copies the one of the
    /// default's name from the main namespace, whatever the reference says.
    func isReferredAndCopied(by spec: PipelineSpec, in namespace: String) -> Bool {
        spec.referenceName == name
            && (spec.referenceNamespace ?? namespace) == (spec.mainNamespace ?? self.namespace)
    }
}
