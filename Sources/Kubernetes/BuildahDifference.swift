/// In what buildah, which pushes with the same Secret, reads a key otherwise than kubelet.
package enum BuildahDifference: Hashable, Sendable, CaseIterable {
    /// A pattern (`*.example.com`) is a name like any other to buildah: images are pulled with it, not pushed.
    case pattern
    /// With a scheme (`https://host/path`) the path does not count for buildah: it sends the credential to all of the
    /// host.
    case wholeHost
    /// Buildah does not find the credential, as the path fits by letters, not by segments (`host/ac` for `host/acme`,
    /// `host/acme/`), or is an API path without a scheme.
    case unused
}
