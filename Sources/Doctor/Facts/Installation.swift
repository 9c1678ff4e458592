internal import Cluster
internal import Configuration
internal import JSON
internal import Kubernetes

/// Tallyman itself in a cluster: its registrations, and what runs behind them.
struct Installation: Sendable {
    /// Its webhooks, of both kinds, but for those of `strays`.
    let webhooks: Result<[Webhook], Gap>
    /// Registrations that lead to other Services only, one for each of both.
    let strays: [Backing.Stray]
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
        var names: [ObjectName] = []
        for name in ((try? webhooks.get()) ?? []).compactMap(\.service) where !names.contains(name) {
            names.append(name)
        }
        // One that is left over from elsewhere must not be taken for the one that answers.
        let backings = names.map { Backing($0, in: inventory) }
        let most = backings.map(\.rank).max()
        let backing = backings.first { $0.rank == most } ?? Backing(Self.defaultService, in: inventory)
        let strays = backings.filter { $0.service != backing.service }.flatMap { other in
            Self.strays((try? webhooks.get()) ?? [], to: other, besides: backing.service)
        }
        self.webhooks = webhooks.map { all in
            all.filter { webhook in
                !strays.contains {
                    $0.registration == webhook.registration && $0.isMutating == webhook.isMutating
                }
            }
        }
        self.strays = strays
        service = backing.service
        workload = backing.workload
        switch Self.configuration(of: (try? workload.get()) ?? nil, in: inventory) {
        case .success(let mounted): (self.mounted, configurationGap) = (mounted, nil)
        case .failure(let gap): (mounted, configurationGap) = (nil, gap)
        }
    }

    /// What the server that runs is told; nil where that cannot be told.
    var server: RunningServer? {
        if let mounted { return mounted.configuration.flatMap { RunningServer($0) } }
        guard configurationGap == nil, let workload = (try? workload.get()) ?? nil, workload.option("--config") == nil
        else { return nil }
        return RunningServer(Configuration())
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

    /// Registrations that lead to a Service, and not to another one as well.
    private static func strays(
        _ webhooks: [Webhook], to other: Backing, besides service: ObjectName
    ) -> [Backing.Stray] {
        var strays: [Backing.Stray] = []
        for webhook in webhooks where webhook.service == other.service {
            let (registration, isMutating) = (webhook.registration, webhook.isMutating)
            let isKnown = strays.contains { $0.registration == registration && $0.isMutating == isMutating }
            let isMixed = webhooks.contains {
                $0.registration == registration && $0.isMutating == isMutating && $0.service == service
            }
            guard !isKnown, !isMixed else { continue }
            strays.append(Backing.Stray(registration: registration, isMutating: isMutating, backing: other))
        }
        return strays
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
