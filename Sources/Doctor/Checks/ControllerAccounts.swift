internal import Cluster
internal import Configuration
internal import Kubernetes
internal import Rules

/// Are the ServiceAccounts of Kargo's controllers those that Kargo takes for it?
///
/// The management controller lets every ServiceAccount in Kargo's namespace with the label read the Secrets of every
/// project; a controller without it sees no credentials.
enum ControllerAccounts: Checkup {
    static let name = "controller-accounts"

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        let namespace = patient.configuration.settings.kargo.namespace
        guard let presence = chart.take(patient.presence(of: .projects)) else { return }
        guard let accounts = chart.take(patient.list(.serviceAccounts(in: namespace), Account.init)) else { return }
        guard presence.isKnown || !accounts.isEmpty else { return chart.ok("Kargo is not here") }
        let workloads = chart.take(patient.kargoComponents)?.map(\.workload).filter(\.isController) ?? []
        for workload in workloads { examine(workload, accounts, &chart) }
        let used = workloads.map(\.serviceAccount)
        let unlabelled = accounts.filter { account in
            account.isCalledController && !account.isLabelled && !used.contains(account.name)
        }
        if !unlabelled.isEmpty {
            chart.problem(
                "called like controllers, but without the label, so that they read no credentials: "
                    + Shown.list(unlabelled.map(\.name.name)), label(unlabelled.map(\.name.name), namespace))
        }
        let labelled = accounts.filter(\.isLabelled)
        if labelled.isEmpty {
            chart.problem(
                "no ServiceAccount in namespace \(Shown(namespace)) has the label \(Account.label): \(Account.controller): "
                    + "no controller reads the credentials of projects",
                Remedy(
                    "see whether Kargo runs in that namespace (kargo.namespace in the configuration); else label its "
                        + "controllers' ServiceAccounts: kubectl -n \(Shown.word(namespace)) label serviceaccount NAME "
                        + "\(Account.label)=\(Account.controller)"))
        }
        examineElsewhere(namespace, patient, &chart)
        chart.conclude(
            "labelled in namespace \(Shown(namespace)), and so given the credentials of all projects: "
                + Shown.list(labelled.map(\.name.name)))
    }

    private static func examine(_ workload: Workload, _ accounts: [Account], _ chart: inout Chart) {
        let shown = Shown(workload.name.namespace, workload.name.name)
        let name = workload.serviceAccount.name
        guard let account = accounts.first(where: { $0.name == workload.serviceAccount }) else {
            return chart.problem(
                "Deployment \(shown) uses ServiceAccount \(Shown(name)), which does not exist: it gets no Pods",
                Remedy("create it with the label \(Account.label): \(Account.controller), as Kargo's chart does"))
        }
        guard !account.isLabelled else { return }
        chart.problem(
            "Deployment \(shown) uses ServiceAccount \(Shown(name)), which is not labelled as a controller's: it reads no "
                + "credentials", label([name], workload.name.namespace))
    }

    /// The label has no effect outside of Kargo's namespace.
    private static func examineElsewhere(_ namespace: String, _ patient: Patient, _ chart: inout Chart) {
        guard let all = chart.take(patient.list(.serviceAccounts(label: Account.label), Account.init)) else { return }
        let lost = all.filter { account in
            account.isLabelled && account.name.namespace != namespace
                && account.name.name.utf8.starts(with: "kargo-".utf8)
        }
        guard !lost.isEmpty else { return }
        chart.warn(
            "labelled as controllers outside of Kargo's namespace \(Shown(namespace)), where that has no effect: "
                + Shown.list(lost.map { "\($0.name.namespace)/\($0.name.name)" }),
            Remedy("create them in namespace \(namespace), or set kargo.namespace if Kargo runs elsewhere"))
    }

    private static func label(_ names: [String], _ namespace: String) -> Remedy {
        Remedy(
            "kubectl -n \(Shown.word(namespace)) label serviceaccount \(names.map(Shown.word).joined(separator: " ")) "
                + "\(Account.label)=\(Account.controller)")
    }
}
