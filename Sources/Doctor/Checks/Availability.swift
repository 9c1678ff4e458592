internal import Cluster
internal import JSON
internal import Kubernetes

/// Does a Pod answer while another is replaced?
enum Availability: Checkup {
    static let name = "availability"

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        guard let found = chart.take(patient.installation.workload) else { return }
        let namespace = patient.installation.service.namespace
        guard let workload = found else {
            return chart.warn(
                "there is no Deployment of Tallyman's in namespace \(Shown(namespace))", WebhookCoverage.install)
        }
        let shown = Shown(namespace, workload.name.name)
        if workload.replicas < 2 {
            chart.warn(
                "Deployment \(shown) has \(Shown.count(workload.replicas, "replica")): when its node goes, nobody answers",
                Remedy(
                    "kubectl -n \(Shown.word(namespace)) scale deployment/\(Shown.word(workload.name.name)) --replicas=2"
                ))
        }
        guard let budgets = chart.take(patient.list(.disruptionBudgets(in: namespace), Budget.init)) else { return }
        let own = budgets.filter { $0.selector?.matches(workload.podLabels) == true }
        if own.isEmpty {
            chart.warn(
                "no PodDisruptionBudget is for Deployment \(shown): a drain may take all its Pods at once",
                Remedy("kubectl apply -f manifests/base/60-poddisruptionbudget.yaml"))
        }
        for budget in own where budget.blocks(workload.replicas) {
            chart.warn(
                "PodDisruptionBudget \(Shown(budget.name)) lets no Pod of \(workload.replicas) go, so that nodes cannot be "
                    + "drained", Remedy("set minAvailable: 1, with two replicas or more"))
        }
        chart.conclude("\(Shown.count(workload.replicas, "replica")) and a PodDisruptionBudget")
    }

    private struct Budget {
        let name: String
        let selector: LabelSelector?
        private let minAvailable: Int?
        private let maxUnavailable: Int?

        init?(_ object: Value) {
            let spec = object["spec"]
            name = ObjectMeta(of: object).name ?? ""
            selector = spec?["selector"].flatMap { LabelSelector($0) }
            minAvailable =
                spec?["minAvailable"]?.integer ?? (spec?["minAvailable"]?.isString("100%") == true ? .max : nil)
            maxUnavailable =
                spec?["maxUnavailable"]?.integer
                ?? (spec?["maxUnavailable"]?.isString("0%") == true ? 0 : nil)
        }

        func blocks(_ replicas: Int) -> Bool { minAvailable.map { $0 >= replicas } ?? (maxUnavailable == 0) }
    }
}
