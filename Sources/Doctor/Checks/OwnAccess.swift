internal import Admission
internal import Cluster
internal import Configuration
internal import JSON
internal import Kubernetes
internal import Rules

/// May Tallyman look up what rules ask about?
enum OwnAccess: Checkup {
    static let name = "own-access"

    /// Whether rules look things up with the API server: by the configuration, or by how the server is started.
    static func looksUp(_ patient: Patient) -> Bool {
        let workload = (try? patient.installation.workload.get()) ?? nil
        return patient.configuration.cluster.source == .api || workload?.has(argument: "--in-cluster") == true
            || workload?.has(argument: "--kubeconfig") == true
    }

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        guard let found = chart.take(patient.installation.workload) else { return }
        guard looksUp(patient) else { return chart.ok("cluster.source is not api: nothing is asked of the API server") }
        let account =
            found?.serviceAccount
            ?? ObjectName(namespace: patient.installation.service.namespace, name: Installation.name)
        if let found, mountsToken(found, patient, &chart) == false {
            chart.problem(
                "Deployment \(Shown(account.namespace, found.name.name)) is to ask the API server, but its Pods have no token",
                Remedy("use manifests/overlays/cluster-access: it sets automountServiceAccountToken: true"))
        }
        let wanted = clusterWide(patient)
        // The whole role: one of the same name that is there already is replaced.
        let role = RoleManifest(name: Installation.name, rules: wanted, subjects: [account])
        guard examine(role, for: account, patient, &chart) else { return }
        for namespace in secretNamespaces(patient, &chart) {
            let role = RoleManifest(
                name: Installation.name, namespace: namespace, rules: [.init("", ["secrets"], ["get"])],
                subjects: [account])
            guard examine(role, for: account, patient, &chart) else { return }
        }
        chart.conclude("ServiceAccount \(Shown(account.namespace, account.name)) may look up all that rules ask about")
    }

    /// Whether Pods get a token: what they say goes before what their ServiceAccount says. nil where that cannot be told.
    private static func mountsToken(_ workload: Workload, _ patient: Patient, _ chart: inout Chart) -> Bool? {
        if let mounts = workload.mountsToken { return mounts }
        let accounts = patient.list(.serviceAccounts(in: workload.serviceAccount.namespace), Account.init)
        guard let accounts = chart.take(accounts) else { return nil }
        guard let account = accounts.first(where: { $0.name == workload.serviceAccount }) else {
            // Every namespace has this one, whatever a folder says.
            guard workload.serviceAccount.name != "default" else { return true }
            chart.warn(
                "there is no ServiceAccount \(Shown(workload.serviceAccount.namespace, workload.serviceAccount.name)), which "
                    + "Deployment \(Shown(workload.name.name)) uses: it gets no Pods",
                Remedy("kubectl apply -f manifests/base/20-serviceaccount.yaml, or name one that there is"))
            return nil
        }
        return account.mountsToken
    }

    /// As manifests/components/cluster-access grants it.
    private static func clusterWide(_ patient: Patient) -> [RoleManifest.Rule] {
        let read = ["get", "list", "watch"]
        var rules: [RoleManifest.Rule] = [
            .init("authorization.k8s.io", ["subjectaccessreviews"], ["create"]), .init("", ["namespaces"], read),
            .init("rbac.authorization.k8s.io", ["roles", "clusterroles"], ["get"]),
        ]
        for kind in [Selection.projects, .stages, .kuberoes] {
            // What is not there need not be read; where nobody knows, it may be there.
            guard (try? patient.presence(of: kind).get())?.isKnown ?? true else { continue }
            rules.append(.init(kind.group, [kind.resource], read))
        }
        return rules
    }

    /// Where Pipelines' Secrets are: in Kubero's namespace, where else they may be, and beside Pipelines.
    private static func secretNamespaces(_ patient: Patient, _ chart: inout Chart) -> [String] {
        guard let kubero = chart.take(patient.presence(of: .kuberoes)), kubero.isKnown else { return [] }
        let settings = patient.configuration.settings.kubero
        var namespaces = [settings.namespace] + settings.allowedNamespaces
        let pipelines = patient.list(.pipelines) { ObjectName(ObjectMeta(of: $0), isNamespaced: true)?.namespace }
        for namespace in Set(chart.take(pipelines) ?? [])
            .sorted() where !namespaces.contains(namespace)
        {
            namespaces.append(namespace)
        }
        return namespaces
    }

    /// Says what of a role is not granted; false where that cannot be told.
    private static func examine(
        _ role: RoleManifest, for account: ObjectName, _ patient: Patient, _ chart: inout Chart
    ) -> Bool {
        var lacking: [String] = []
        for rule in role.rules {
            for resource in rule.resources {
                for verb in rule.verbs {
                    let review = AccessReview(
                        of: account, verb, resource, in: rule.group, namespace: role.namespace ?? "")
                    guard let allowed = chart.take(patient.allows(review)) else { return false }
                    if !allowed { lacking.append("\(verb) \(resource)") }
                }
            }
        }
        guard !lacking.isEmpty else { return true }
        let place = role.namespace.map { " in namespace \(Shown($0))" } ?? ""
        chart.problem(
            "ServiceAccount \(Shown(account.namespace, account.name)) may not \(lacking.joined(separator: ", "))\(place): "
                + "look-ups fail, and with them the requests (cluster.ifUnavailable)",
            Remedy("kubectl apply -f - with this, or apply manifests/overlays/cluster-access", yaml: role.yaml))
        return true
    }
}
