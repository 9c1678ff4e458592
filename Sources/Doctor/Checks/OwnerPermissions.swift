internal import Cluster
internal import Configuration
internal import Kubernetes
internal import Rules

/// May Kargo do what OwnerReferencesPermissionEnforcement asks for? The plugin is on in OpenShift, and may be anywhere.
///
/// A Promotion's controller reference to its Stage blocks the Stage's deletion, and who sets that needs `update` on
/// `stages/finalizers`. Kargo's chart does not grant it to controllers, and where it is
/// missing only the controller's log says so.
enum OwnerPermissions: Checkup {
    static let name = "owner-permissions"

    private static let kargo = "kargo.akuity.io"

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        let namespace = patient.configuration.settings.kargo.namespace
        guard let presence = chart.take(patient.presence(of: .projects)),
            let accounts = chart.take(patient.list(.serviceAccounts(in: namespace), Account.init))
        else { return }
        let components = chart.take(patient.kargoComponents) ?? []
        let controllers = components.filter(\.workload.isController).map(\.workload.serviceAccount)
        let promoting = union(
            accounts.filter { $0.isLabelled || $0.isCalledController }.map(\.name) + controllers,
            Self.accounts(of: "api", components, accounts))
        let managing = Self.accounts(of: "management-controller", components, accounts)
        guard presence.isKnown || !(promoting + managing).isEmpty else {
            return chart.conclude("Kargo is not here")
        }
        tellAbsent(promoting, managing, namespace, &chart)
        guard
            let stages = without(promoting, "update", "stages", in: kargo, "finalizers", patient, &chart),
            let freights = without(promoting, "update", "freights", in: kargo, "finalizers", patient, &chart),
            let namespaces = without(managing, "delete", "namespaces", in: "", "", patient, &chart)
        else { return }
        guard !(stages + freights + namespaces).isEmpty else {
            return chart.conclude(
                "Kargo's controllers may update finalizers of Stages and Freight, and delete namespaces")
        }
        var roles: [RoleManifest] = []
        if !(stages + freights).isEmpty {
            roles.append(
                RoleManifest(
                    name: "kargo-owner-finalizers",
                    rules: [.init(kargo, ["stages/finalizers", "freights/finalizers"], ["update"])],
                    subjects: promoting))
        }
        if !namespaces.isEmpty {
            roles.append(
                RoleManifest(
                    name: "kargo-namespace-deletion", rules: [.init("", ["namespaces"], ["delete"])],
                    subjects: namespaces))
        }
        tell(
            stages, freights, namespaces, Remedy("kubectl apply -f - with this", yaml: RoleManifest.yaml(roles)),
            patient, &chart)
    }

    /// Whom a part of Kargo runs as: as its Deployment says, else who is called so.
    private static func accounts(
        of part: String, _ components: [KargoComponent], _ accounts: [Account]
    ) -> [ObjectName] {
        let used = components.filter { $0.isPart(part) }.map(\.workload.serviceAccount)
        return used.isEmpty ? accounts.map(\.name).filter { $0.name == "kargo-\(part)" } : union(used, [])
    }

    /// Each once, in their order.
    private static func union(_ some: [ObjectName], _ others: [ObjectName]) -> [ObjectName] {
        var names: [ObjectName] = []
        for name in some + others where !names.contains(name) { names.append(name) }
        return names
    }

    /// Where nobody is asked, nothing is right yet.
    private static func tellAbsent(
        _ promoting: [ObjectName], _ managing: [ObjectName], _ namespace: String, _ chart: inout Chart
    ) {
        var absent: [String] = []
        if promoting.isEmpty { absent.append("controllers and kargo-api, which create Promotions") }
        if managing.isEmpty { absent.append("the management controller, which deletes namespaces") }
        guard !absent.isEmpty else { return }
        chart.warn(
            "in namespace \(Shown(namespace)) there is no ServiceAccount of \(absent.joined(separator: ", nor of ")): what "
                + "they may do was not asked",
            Remedy("set kargo.namespace in the configuration to the namespace that Kargo runs in"))
    }

    private static func tell(
        _ stages: [ObjectName], _ freights: [ObjectName], _ namespaces: [ObjectName], _ remedy: Remedy,
        _ patient: Patient, _ chart: inout Chart
    ) {
        guard let isOpenShift = isOpenShift(patient, &chart) else {
            return chart.warn(
                "Kargo lacks permissions that OpenShift asks for, and whether this is OpenShift could not be read",
                remedy)
        }
        let plugin = "OwnerReferencesPermissionEnforcement"
        let place = isOpenShift ? "on OpenShift" : "only where the plugin \(plugin) is on"
        if !stages.isEmpty {
            let why = "\(list(stages)) may not update stages/finalizers: no Promotion can be created (\(place))"
            if isOpenShift { chart.problem(why, remedy) } else { chart.warn(why, remedy) }
        }
        if !namespaces.isEmpty {
            let why =
                "\(list(namespaces)) may not delete namespaces: those of deleted Projects stay (Kargo 1.9.4 and later"
            if isOpenShift { chart.problem("\(why), and \(place))", remedy) } else { chart.warn("\(why))", remedy) }
        }
        if stages.isEmpty, !freights.isEmpty, isOpenShift {
            chart.warn(
                "\(list(freights)) may not update freights/finalizers, which older Kargo needs (\(place))", remedy)
        }
        chart.conclude("Kargo's controllers may update finalizers of Stages, and delete namespaces")
    }

    private static func list(_ accounts: [ObjectName]) -> String { Shown.list(accounts.map(\.name)) }

    /// Those who may not; nil where that cannot be told.
    private static func without(
        _ accounts: [ObjectName], _ verb: String, _ resource: String, in group: String, _ subresource: String,
        _ patient: Patient, _ chart: inout Chart
    ) -> [ObjectName]? {
        var lacking: [ObjectName] = []
        for account in accounts {
            let review = AccessReview(of: account, verb, resource, in: group, subresource: subresource)
            guard let allowed = chart.take(patient.allows(review)) else { return nil }
            if !allowed { lacking.append(account) }
        }
        return lacking
    }

    /// Whether kinds are known that only OpenShift has; nil where that may not be read.
    private static func isOpenShift(_ patient: Patient, _ chart: inout Chart) -> Bool? {
        let found = Selection.openShift.map { patient.presence(of: $0) }
        if found.contains(where: { (try? $0.get())?.isKnown == true }) { return true }
        // One that is not known is enough: OpenShift has both.
        if found.contains(where: { (try? $0.get())?.isKnown == false }) { return false }
        for case .failure(let gap) in found.prefix(1) { chart.note(gap) }
        return nil
    }
}
