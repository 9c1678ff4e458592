internal import Kubernetes

/// Do the webhooks leave out the namespaces that have to come up without them, and no others?
enum WebhookReach: Checkup {
    static let name = "webhook-namespaces"

    private static let label = "kubernetes.io/metadata.name"
    private static let system = "kube-system"
    private static let projectLabel = "kargo.akuity.io/project"

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
        let projects = patient.list(.namespaces(label: projectLabel)) {
            object -> (name: String, labels: [String: String])? in
            let meta = ObjectMeta(of: object)
            guard let name = meta.name, let labels = meta.labels?.labels, labels[projectLabel] == "true" else {
                return nil
            }
            return (name, labels.merging([label: name]) { $1 })
        }
        guard let projects = chart.take(projects) else { return }
        for webhook in webhooks {
            if case .malformed = webhook.reach { continue }
            guard !webhook.rules.contains(where: { $0.groups.contains("application.kubero.dev") }) else { continue }
            let left = projects.filter { !webhook.reaches($0.labels) && $0.name != own }
            guard !left.isEmpty else { continue }
            chart.warn(
                "\(Shown(webhook.name)) leaves out \(Shown.count(left.count, "project namespace")): "
                    + Shown.list(left.map(\.name)),
                Remedy("exclude by kubernetes.io/metadata.name only what has to be", yaml: selector([system, own])))
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
