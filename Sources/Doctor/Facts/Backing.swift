internal import Cluster
internal import Kubernetes

/// A Service that webhooks lead to, and what is behind it.
struct Backing: Sendable {
    let service: ObjectName
    /// Whether the Service exists.
    let isThere: Result<Bool, Gap>
    /// What it selects, else what is called like it; nil: there is no such Deployment.
    let workload: Result<Workload?, Gap>
    /// Whether the Service selects that.
    private let isSelected: Bool

    init(_ name: ObjectName, in inventory: any Inventory) {
        service = name
        let services = inventory.list(.services(in: name.namespace), Service.init)
        let found = ((try? services.get()) ?? []).first { $0.name == name }
        isThere = services.map { _ in found != nil }
        let deployments = inventory.list(.deployments(in: name.namespace), Workload.init)
        let selected = ((try? deployments.get()) ?? []).first { $0.isSelected(by: found?.selector ?? [:]) }
        isSelected = selected != nil
        // Without the Service, which has a check of its own, names have to do.
        workload = deployments.map { all in
            selected
                ?? all.first { $0.name == name || $0.labels["app.kubernetes.io/name"] == Installation.name }
        }
    }

    /// How much of it there is: Tallyman is taken to be where there is most.
    var rank: Int {
        if isSelected { return 3 }
        if ((try? workload.get()) ?? nil) != nil { return 2 }
        return (try? isThere.get()) == true ? 1 : 0
    }
}

extension Backing {
    /// Registrations that lead elsewhere than to where Tallyman is, and nowhere else.
    struct Stray: Sendable {
        let registration: String
        let isMutating: Bool
        let backing: Backing
    }
}
