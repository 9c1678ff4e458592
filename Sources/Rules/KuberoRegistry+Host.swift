internal import Kubernetes

extension KuberoRegistry {
    /// The registry that Kubero names images after, as image names have it; nil where there is none, or none that can be
    /// read: what is wrong with Kubero's settings is no fault of a Pipeline.
    var hostInUse: String? {
        guard isEnabled, let host = host.map({ String(RegistryHost.withoutScheme($0)) }),
            RegistryHost.problem(with: host) == nil
        else { return nil }
        return host
    }
}
