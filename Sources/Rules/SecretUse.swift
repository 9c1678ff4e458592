internal import Admission

/// Which Secret a Pipeline's images are pulled and pushed with, and where it says so.
struct SecretUse {
    let namespace: String
    let name: String
    /// Whether it is the credential that all Pipelines share.
    let isDefault: Bool
    /// The field that names the Secret.
    let path: FieldPath
    /// The field by which the user reaches for it.
    let accessPath: FieldPath

    /// nil where the Pipeline uses none.
    init?(_ spec: PipelineSpec, in namespace: String, kubero: KuberoSettings) {
        let shared = DefaultCredential(kubero)
        if let reference = spec.referenceName {
            name = reference
            self.namespace = spec.referenceNamespace ?? namespace
            path = PipelineSpec.referencePath.child("name")
            accessPath = path
        } else if spec.reference == nil, spec.createSecret == .copy {
            // R24: what the chart copies is the Secret of the default's name in the main namespace.
            name = shared.name
            self.namespace = spec.mainNamespace ?? shared.namespace
            path = PipelineSpec.registryPath.child("createSecret")
            accessPath = PipelineSpec.path.child("mainnamespace")
        } else {
            return nil
        }
        isDefault = name == shared.name && self.namespace == shared.namespace
    }
}
