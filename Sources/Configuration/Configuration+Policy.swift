package import Admission
internal import Rules

extension Configuration {
    /// The rules as they are configured.
    package var policy: Policy {
        Catalogue.policy(settings, ifUnavailable: cluster.ifUnavailable, digest: digest)
    }
}
