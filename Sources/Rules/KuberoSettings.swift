package import Admission

/// `kubero:` in the configuration.
package struct KuberoSettings: Sendable, Equatable {
    /// What becomes of a password that stands in a Pipeline itself.
    package enum InlineCredentials: String, CaseIterable, Sendable {
        case allow, warn, deny
    }

    /// The credential that a Pipeline gets if it names none.
    package struct DefaultCredential: Sendable, Equatable {
        package var name = "registry-login"
        /// What is injected beside the reference: `copy` for the stock operator, `none` where something that knows
        /// references makes the pull secret.
        package var createSecret = CreateSecret.copy

        package init() {}
    }

    /// Where Kubero itself runs, and with it the default credential.
    package var namespace = "kubero"
    /// nil: there is no default.
    package var defaultCredential: DefaultCredential? = DefaultCredential()
    /// The registry of the default credential; nil: what the Kubero settings in the cluster say.
    package var defaultHost: String?
    /// The same as it compares with others.
    var registryHost: RegistryHost? { defaultHost.flatMap { try? RegistryHost($0) } }
    /// Other namespaces that a reference may point to.
    package var allowedNamespaces: [String] = []
    /// Who acts for others, so that their own access proves nothing: Kubero's UI.
    package var deputies: [NamePattern] = ["system:serviceaccount:kubero:kubero"]
    package var inlineCredentials = InlineCredentials.warn

    package init() {}
}

/// `spec.registry.createSecret`: how the pull secret of a Pipeline comes to be.
package enum CreateSecret: String, CaseIterable, Sendable {
    case create, copy, none
}
