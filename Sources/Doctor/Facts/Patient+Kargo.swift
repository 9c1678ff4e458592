internal import Cluster
internal import Configuration
internal import Kubernetes
internal import Rules

/// Deployments of Kargo's.
struct KargoDeployments: Sendable {
    /// In kargo.namespace.
    let components: Result<[KargoComponent], Gap>
    /// In other namespaces, where there is none in kargo.namespace.
    let elsewhere: Result<[KargoComponent], Gap>

    /// - Parameter isExpected: whether all namespaces are to be looked through.
    init(in inventory: any Inventory, _ namespace: String, isExpected: Bool) {
        components = inventory.list(.deployments(in: namespace)) { Workload($0).flatMap { KargoComponent($0) } }
        guard isExpected, let found = try? components.get(), found.isEmpty else {
            elsewhere = .success([])
            return
        }
        elsewhere = inventory.list(.deployments()) {
            Workload($0).flatMap { KargoComponent($0) }.flatMap { $0.isSure ? $0 : nil }
        }
    }
}

extension Patient {
    /// What of Kargo runs in its namespace.
    var kargoComponents: Result<[KargoComponent], Gap> { kargo.components }

    /// What of Kargo runs in other namespaces, where there is nothing in its own; none where that may not be read.
    var kargoElsewhere: [KargoComponent] { (try? kargo.elsewhere.get()) ?? [] }
}
