internal import Admission
internal import Cluster
internal import Configuration
internal import Kubernetes
internal import Rules

/// Is Kubero where the configuration says, with the credential that Pipelines get and those who act for others?
enum KuberoSetup: Checkup {
    static let name = "kubero"

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        let settings = patient.configuration.settings.kubero
        guard let presence = chart.take(patient.presence(of: .kuberoes)) else { return }
        guard presence.isKnown else { return chart.ok("Kubero is not here") }
        let found = patient.list(.kuberoes) { ObjectName(ObjectMeta(of: $0), isNamespaced: true) }
        guard let found = chart.take(found) else { return }
        let wanted = ObjectName(namespace: settings.namespace, name: KuberoRegistry.objectName)
        guard found.contains(wanted) else {
            let others = found.map { "\($0.namespace)/\($0.name)" }
            return chart.problem(
                "there is no Kubero \(Shown(wanted.namespace, wanted.name))"
                    + (others.isEmpty ? "" : ", but there is \(Shown.list(others))"),
                Remedy("set kubero.namespace to the namespace in which Kubero runs and has its settings, called kubero")
            )
        }
        examineCredential(settings, patient, &chart)
        for deputy in settings.deputies { examine(deputy.text, patient, &chart) }
        chart.conclude("Kubero, its default credential and its deputies are as configured")
    }

    private static func examineCredential(_ settings: KuberoSettings, _ patient: Patient, _ chart: inout Chart) {
        guard let credential = settings.defaultCredential else { return }
        let question = Question.pullSecret(namespace: settings.namespace, name: credential.name)
        guard let answer = chart.take(patient.answer(question)), case .pullSecret(let secret) = answer else { return }
        let shown = Shown(settings.namespace, credential.name)
        let remedy = Remedy(
            "kubectl -n \(Shown.word(settings.namespace)) create secret docker-registry \(Shown.word(credential.name)) --docker-server=HOST "
                + "--docker-username=USER --docker-password=PASSWORD, or set kubero.defaultCredential to another, or null"
        )
        guard let secret else {
            return chart.problem(
                "the default credential, Secret \(shown), does not exist: Pipelines that get it can pull nothing",
                remedy)
        }
        if secret.isBeingDeleted {
            chart.problem("the default credential, Secret \(shown), is being deleted", remedy)
        } else if ![PullSecret.dockerConfigType, PullSecret.legacyType].contains(secret.type) {
            chart.problem(
                "the default credential, Secret \(shown), is of type \(Shown(secret.type)), which nodes do not take for a "
                    + "pull secret", remedy)
        } else if case .unusable(let problem) = secret.contents {
            chart.problem("the default credential, Secret \(shown), \(problem)", remedy)
        } else if case .dockerConfig(let keys) = secret.contents, keys.isEmpty {
            chart.problem("the default credential, Secret \(shown), is for no registry", remedy)
        }
    }

    /// A pattern, `NAMESPACE:*`, and users that are no ServiceAccounts cannot be held against anything.
    private static func examine(_ deputy: String, _ patient: Patient, _ chart: inout Chart) {
        let parts = deputy.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount", !deputy.hasSuffix("*") else {
            return
        }
        let account = ObjectName(namespace: parts[2], name: parts[3])
        guard let accounts = chart.take(patient.list(.serviceAccounts(in: account.namespace), Account.init)),
            !accounts.contains(where: { $0.name == account })
        else { return }
        chart.problem(
            "kubero.deputies names ServiceAccount \(Shown(account.namespace, account.name)), which does not exist: if Kubero's "
                + "interface runs as another, its own access stands for its users'",
            Remedy(
                "name the one that it runs as: kubectl get deployments -n \(Shown.word(account.namespace)) -o "
                    + "custom-columns=NAME:.metadata.name,ACCOUNT:.spec.template.spec.serviceAccountName"))
    }
}
