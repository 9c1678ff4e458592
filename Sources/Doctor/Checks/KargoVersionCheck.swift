internal import Cluster
internal import Configuration
internal import Kubernetes
internal import Rules

/// Is the Kargo that runs one that keeps the namespaces that it is told to keep?
enum KargoVersionCheck: Checkup {
    static let name = "kargo-version"

    /// In these, deleting a Project in the foreground takes its namespace along, keep-namespace or not: they rely on an
    /// owner reference (akuity/kargo pkg/controller/management/projects).
    private static let losing = (first: KargoVersion("1.7.0"), last: KargoVersion("1.9.3"))
    private static let advice = "upgrade Kargo to v1.9.4, v1.10.0 or later"

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        guard let presence = chart.take(patient.presence(of: .projects)) else { return }
        let namespace = patient.configuration.settings.kargo.namespace
        guard let own = chart.take(patient.kargoComponents) else { return }
        let elsewhere = patient.kargoElsewhere
        let components = own + elsewhere
        guard presence.isKnown || !components.isEmpty else { return chart.ok("Kargo is not here") }
        if !elsewhere.isEmpty {
            let others = Set(elsewhere.map(\.workload.name.namespace)).sorted()
            chart.problem(
                "Kargo runs in namespace \(Shown.list(others)), and kargo.namespace is configured to be "
                    + "\(Shown(namespace)): rules take other ServiceAccounts for Kargo's",
                Remedy("set kargo.namespace in Tallyman's configuration; its Pods take it over within a minute or so"))
        }
        guard !components.isEmpty else {
            guard !patient.isFolder else { return chart.ok("no Deployment of Kargo's is in the folder") }
            return chart.warn(
                "Kargo's kinds are here, but no Deployment of Kargo's is in namespace \(Shown(namespace))",
                Remedy("set kargo.namespace in the configuration to the namespace that Kargo runs in"))
        }
        let place = components.first?.workload.name.namespace ?? namespace
        let versions = Set(components.compactMap(\.version).map { "\($0)" }).sorted()
        let affected = components.filter { $0.version.map(isLosing) == true }
        if !affected.isEmpty {
            chart.problem(
                "Kargo \(versions.joined(separator: ", ")) deletes namespaces that keep-namespace is to keep, when a "
                    + "Project is deleted in the foreground (as Argo CD does): v1.7.0 to v1.9.3 do", Remedy(advice))
        }
        if versions.count > 1 {
            chart.warn(
                "several versions of Kargo run in namespace \(Shown(place)): \(versions.joined(separator: ", "))",
                Remedy(
                    "see whether an upgrade has stopped half-way: kubectl -n \(Shown.word(place)) get deployments -o wide"
                ))
        }
        let unknown = components.filter { $0.version == nil }.map(\.workload.name.name)
        if !unknown.isEmpty, affected.isEmpty {
            chart.warn(
                "the version of \(Shown.list(unknown)) cannot be told (an image without a version as its tag, and no label "
                    + "app.kubernetes.io/version): v1.7.0 to v1.9.3 delete namespaces that are to be kept",
                Remedy("find it out, and if it is one of these, \(advice)"))
        }
        chart.conclude("Kargo \(versions.joined(separator: ", ")) keeps the namespaces that it is told to keep")
    }

    private static func isLosing(_ version: KargoVersion) -> Bool {
        guard let first = losing.first, let last = losing.last else { return false }
        return first <= version && version <= last
    }
}
