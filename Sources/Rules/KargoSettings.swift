/// `kargo:` in the configuration.
package struct KargoSettings: Sendable, Equatable {
    /// Where Kargo itself runs.
    package var namespace = "kargo"
    /// Namespaces for credentials that projects share.
    package var sharedCredentialNamespaces = ["kargo-shared-resources"]

    package init() {}
}
