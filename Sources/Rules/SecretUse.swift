internal import Admission
internal import JSON

/// Which Secret a Pipeline's images are pulled and pushed with, and where it says so.
struct SecretUse {
    let namespace: String
    let name: String
    /// Whether it is the credential that all Pipelines share.
    let isDefault: Bool
    /// The field that names the Secret.
    let path: FieldPath
    /// What stands in that field.
    private let value: String
    /// The field by which the user reaches for it.
    let accessPath: FieldPath

    /// nil where the Pipeline uses none.
    init?(_ spec: PipelineSpec, in namespace: String, kubero: KuberoSettings) {
        let shared = DefaultCredential(kubero)
        if let reference = spec.referenceName {
            name = reference
            self.namespace = spec.referenceNamespace ?? namespace
            path = PipelineSpec.referenceNamePath
            value = reference
            accessPath = path
        } else if spec.reference == nil, spec.createSecret == .copy {
            // R24: what the chart copies is the Secret of the default's name in the main namespace.
            name = shared.name
            self.namespace = spec.mainNamespace ?? shared.namespace
            path = PipelineSpec.modePath
            value = CreateSecret.copy.rawValue
            accessPath = spec.mainNamespace == nil ? path : PipelineSpec.mainNamespacePath
        } else {
            return nil
        }
        // Only what is configured has been granted to everybody, not what Kubero's chart would copy without that.
        isDefault = kubero.defaultCredential != nil && name == shared.name && self.namespace == shared.namespace
    }

    /// What is wrong with the Secret, said of the field that names it: by its value, as Kubernetes does, which for `copy`
    /// is not the Secret's name.
    func unfit(_ why: String) -> Violation {
        .invalid(path, value, value == name ? why : "Secret \(Quoted(name)): \(why)")
    }
}
