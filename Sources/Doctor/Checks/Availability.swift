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
        guard workload.replicas > 0 else {
            return chart.problem(
                "Deployment \(shown) has 0 replicas: nobody answers, and with failurePolicy Fail what the webhooks are for "
                    + "fails",
                Remedy(
                    "kubectl -n \(Shown.word(namespace)) scale deployment/\(Shown.word(workload.name.name)) --replicas=2"
                ))
        }
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
        private let minAvailable: Amount?
        private let maxUnavailable: Amount?

        init?(_ object: Value) {
            let spec = object["spec"]
            name = ObjectMeta(of: object).name ?? ""
            selector = spec?["selector"].flatMap { LabelSelector($0) }
            minAvailable = spec?["minAvailable"].flatMap { Amount($0) }
            maxUnavailable = spec?["maxUnavailable"].flatMap { Amount($0) }
        }

        func blocks(_ replicas: Int) -> Bool {
            minAvailable.map { $0.count(of: replicas) >= replicas } ?? maxUnavailable.map {
                $0.count(of: replicas) <= 0
            }
                ?? false
        }
    }

    /// So many Pods, or so many of a hundred.
    private enum Amount {
        case number(Int)
        case percent(Int)

        init?(_ value: Value) {
            if let number = value.integer {
                self = .number(number)
            } else if let text = value.string, text.hasSuffix("%"), let percent = Int(text.dropLast()),
                (0...100).contains(percent)
            {
                self = .percent(percent)
            } else {
                return nil
            }
        }

        /// Of both fields Kubernetes rounds up: 51% of two Pods are two (kubernetes/pkg/controller/disruption,
        /// getExpectedPodCount).
        func count(of replicas: Int) -> Int {
            switch self {
            case .number(let number): number
            // An API server takes no more replicas than an int32 holds; nor does this multiply more.
            case .percent(let percent): (min(replicas, Int(Int32.max)) * percent + 99) / 100
            }
        }
    }
}
