internal import Cluster
internal import Configuration
internal import JSON
internal import Kubernetes

/// Tallyman itself in a cluster: its registrations, and what runs behind them.
struct Installation: Sendable {
    /// Its webhooks, of both kinds.
    let webhooks: Result<[Webhook], Gap>
    /// The Service that they lead to, or what it is called in manifests/.
    let service: ObjectName
    /// What the Service selects, or what is called like it; nil: there is no such Deployment.
    let workload: Result<Workload?, Gap>
    /// What it is configured by; nil where it names no file, or it is not in a ConfigMap.
    let mounted: MountedConfiguration?
    /// Why that could not be read.
    let configurationGap: Gap?

    static let name = "tallyman"
    private static let defaultService = ObjectName(namespace: "tallyman-system", name: name)

    init(in inventory: any Inventory) {
        let webhooks = Self.webhooks(in: inventory)
        let service = (try? webhooks.get())?.lazy.compactMap(\.service).first ?? Self.defaultService
        let workload = Self.workload(behind: service, in: inventory)
        self.webhooks = webhooks
        self.service = service
        self.workload = workload
        switch Self.configuration(of: (try? workload.get()) ?? nil, in: inventory) {
        case .success(let mounted): (self.mounted, configurationGap) = (mounted, nil)
        case .failure(let gap): (mounted, configurationGap) = (nil, gap)
        }
    }

    private static func webhooks(in inventory: any Inventory) -> Result<[Webhook], Gap> {
        var all: [Webhook] = []
        for (selection, isMutating) in [(Selection.validatingWebhooks, false), (.mutatingWebhooks, true)] {
            switch inventory.list(selection, { Webhook.reading($0, isMutating: isMutating) }) {
            case .success(let found): all += found.joined()
            case .failure(let gap): return .failure(gap)
            }
        }
        return .success(all)
    }

    private static func workload(behind name: ObjectName, in inventory: any Inventory) -> Result<Workload?, Gap> {
        // Without the Service, which has a check of its own, names have to do.
        let services = (try? inventory.list(.services(in: name.namespace), Service.init).get()) ?? []
        let selector = services.first { $0.name == name }?.selector ?? [:]
        return inventory.list(.deployments(in: name.namespace), Workload.init).map { found in
            found.first { $0.isSelected(by: selector) }
                ?? found.first { $0.name == name || $0.labels["app.kubernetes.io/name"] == Self.name }
        }
    }

    private static func configuration(
        of workload: Workload?, in inventory: any Inventory
    ) -> Result<MountedConfiguration?, Gap> {
        guard let workload, let file = workload.option("--config") else { return .success(nil) }
        let namespace = workload.name.namespace
        return inventory.list(.configMaps(in: namespace)) { object -> MountedConfiguration? in
            guard let name = ObjectMeta(of: object).name,
                let mount = workload.configMaps.first(where: { $0.name == name }),
                let text = object["data"]?[mount.key(of: file)]?.string
            else { return nil }
            return MountedConfiguration(text, place: ObjectName(namespace: namespace, name: name))
        }.map(\.first)
    }
}

/// What Tallyman is configured by in the cluster.
struct MountedConfiguration: Sendable {
    /// The ConfigMap.
    let place: ObjectName
    /// nil where it cannot be used.
    let configuration: Configuration?
    /// Why not.
    let error: String?

    init(_ text: String, place: ObjectName) {
        self.place = place
        do throws(ConfigurationError) {
            configuration = try Configuration(Array(text.utf8), file: "ConfigMap \(place.namespace)/\(place.name)")
            error = nil
        } catch {
            configuration = nil
            self.error = "\(error)"
        }
    }
}
