internal import JSON

/// Which credential a Pipeline uses for which registry, however that is written: an update that leaves it alone is not
/// asked about it again.
struct RegistryChoice: Equatable {
    private let secret: String?
    private let secretNamespace: String?
    private let host: String?
    private let createSecret: String?
    private let mainNamespace: String

    /// - Parameter namespace: the Pipeline's own.
    init(_ spec: PipelineSpec, in namespace: String, kubero: KuberoSettings) {
        secret = spec.referenceName
        secretNamespace = spec.referenceName.map { _ in spec.referenceNamespace ?? namespace }
        host = spec.bareHost
        createSecret = spec.registry?["createSecret"]?.string
        mainNamespace = spec.mainNamespace ?? kubero.namespace
    }
}
