internal import Cluster
internal import Configuration
internal import Kubernetes
internal import Rules

/// Do the webhooks leave out the namespaces that have to come up without them, and no others?
enum WebhookReach: Checkup {
    static let name = "webhook-namespaces"

    /// The label that every Namespace has: its name.
    static let label = "kubernetes.io/metadata.name"
    private static let system = "kube-system"
    private static let kuberoGroup = "application.kubero.dev"

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        guard let webhooks = chart.take(patient.installation.webhooks) else { return }
        let ours = webhooks.filter { $0.rules.contains { $0.isOfNamespaces } }
        let malformed = ours.filter { if case .malformed = $0.reach { true } else { false } }
        if !malformed.isEmpty {
            chart.problem(
                "the namespaceSelector of \(Shown.list(malformed.map(\.name))) is one that Kubernetes refuses",
                WebhookCoverage.install)
        }
        let own = patient.installation.service.namespace
        for name in [own, system] {
            // Labels may be all that can be told of a namespace that cannot be read; this one it always has.
            let labels = (try? patient.namespace(name).get()) ?? nil
            let reaching = ours.filter { $0.reaches((labels ?? [:]).merging([label: name]) { $1 }) }
            guard !reaching.isEmpty else { continue }
            let isDeadlock = reaching.contains { webhook in
                webhook.failsClosed && webhook.rules.contains { $0.isOfKubernetes }
            }
            let remedy = Remedy("add this to each of them", yaml: selector([system, own]))
            let why =
                "\(Shown.list(reaching.map(\.name))) \(reaching.count == 1 ? "is" : "are") also for namespace \(Shown(name))"
            if isDeadlock {
                chart.problem("\(why), with failurePolicy Fail: when no Pod answers, none can come up there", remedy)
            } else {
                chart.warn("\(why), which has to come up without them", remedy)
            }
        }
        examineOthers(ours, own, patient, &chart)
        chart.conclude(
            ours.isEmpty
                ? "there is no webhook with a namespaceSelector" : "\(Shown(system)) and \(Shown(own)) are left out")
    }

    /// Are there namespaces in which rules should hold, and that no review comes from?
    private static func examineOthers(
        _ webhooks: [Webhook], _ own: String, _ patient: Patient, _ chart: inout Chart
    ) {
        guard let projects = projects(patient, &chart) else { return }
        let isKubero = webhooks.contains { $0.isFor("kuberopipelines", in: kuberoGroup) }
        let pipelines = isKubero ? pipelines(patient, &chart) : []
        let (kubero, kargo) = (patient.configuration.settings.kubero, patient.configuration.settings.kargo)
        let accounts = namespaces([kargo.namespace], patient, &chart)
        let shared = namespaces(kargo.sharedCredentialNamespaces, patient, &chart)
        for webhook in webhooks {
            if case .malformed = webhook.reach { continue }
            var wanted = webhook.isForOthers(than: kuberoGroup) ? projects : []
            if webhook.isFor("kuberopipelines", in: kuberoGroup) { wanted += pipelines }
            if webhook.isFor("serviceaccounts", in: "") { wanted += accounts }
            if webhook.isFor("secrets", in: "") { wanted += shared }
            tell(webhook, wanted.filter { $0.name != own }, kubero.namespace, own, &chart)
        }
    }

    private static func tell(
        _ webhook: Webhook, _ wanted: [Place], _ main: String, _ own: String, _ chart: inout Chart
    ) {
        var left: [String] = []
        for place in wanted where !webhook.reaches(place.labels) && !left.contains(place.name) {
            left.append(place.name)
        }
        guard !left.isEmpty else { return }
        let remedy = Remedy(
            "exclude by kubernetes.io/metadata.name only what has to be", yaml: selector([system, own]))
        let why =
            "\(Shown(webhook.name)) leaves out \(Shown.count(left.count, "namespace")) that its rules are for: "
            + Shown.list(left)
        // Pipelines are in Kubero's own namespace, unless somebody puts them elsewhere.
        if webhook.isFor("kuberopipelines", in: kuberoGroup), left.contains(main) {
            chart.problem(why, remedy)
        } else {
            chart.warn(why, remedy)
        }
    }

    private typealias Place = (name: String, labels: [String: String])

    private static func projects(_ patient: Patient, _ chart: inout Chart) -> [Place]? {
        chart.take(
            patient.list(.namespaces(label: Webhook.projectLabel)) { object -> Place? in
                let meta = ObjectMeta(of: object)
                guard let name = meta.name, let labels = meta.labels?.labels, labels[Webhook.projectLabel] == "true"
                else { return nil }
                return (name, labels.merging([label: name]) { $1 })
            })
    }

    /// Kubero's namespace, and those that have Pipelines.
    private static func pipelines(_ patient: Patient, _ chart: inout Chart) -> [Place] {
        let found = patient.list(.pipelines) { ObjectName(ObjectMeta(of: $0), isNamespaced: true)?.namespace }
        let main = patient.configuration.settings.kubero.namespace
        return namespaces([main] + Set(chart.take(found) ?? []).subtracting([main]).sorted(), patient, &chart)
    }

    /// Those of some namespaces that there are.
    private static func namespaces(_ names: [String], _ patient: Patient, _ chart: inout Chart) -> [Place] {
        names.compactMap { name in
            guard let found = chart.take(patient.namespace(name)), let labels = found else { return nil }
            return (name, labels.merging([label: name]) { $1 })
        }
    }

    private static func selector(_ names: [String]) -> String {
        var unique: [String] = []
        for name in names where !unique.contains(name) { unique.append(name) }
        let list = unique.map { "\(Shown($0))" }.joined(separator: ", ")
        return """
            namespaceSelector:
              matchExpressions:
                - key: \(label)
                  operator: NotIn
                  values: [\(list)]

            """
    }
}
