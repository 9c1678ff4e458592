package import JSON

/// `spec.registry` of the Kubero settings: the registry that all Pipelines share.
package struct KuberoRegistry: Hashable, Sendable {
    /// Only then Kubero makes the default credential and names images after the host.
    package let isEnabled: Bool
    /// `domain[:port][/path]` as it is written there; nil where there is none.
    package let host: String?
    /// The Secret that is the default credential, `spec.registry.credentialsSecretRef.name`; nil: Kubero's own.
    package let credentialName: String?

    /// The name of the one object of kind Kubero that counts.
    package static let objectName = "kubero"

    package init(isEnabled: Bool, host: String? = nil, credentialName: String? = nil) {
        self.isEnabled = isEnabled
        self.host = host
        self.credentialName = credentialName
    }

    /// - Parameter kubero: an object of kind Kubero. What is not there or of the wrong type reads as absent, and
    ///   `enabled` as false, as the chart has it.
    package init(of kubero: Value) {
        let registry = kubero["spec"]?["registry"]
        isEnabled = registry?["enabled"]?.bool ?? false
        host = registry?["host"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        let name = registry?["credentialsSecretRef"]?["name"]?.string
        credentialName = name.flatMap { $0.isEmpty ? nil : $0 }
    }
}
