internal import Cluster
internal import Configuration
internal import JSON
internal import Kubernetes
internal import Rules

/// Are credentials where Kargo looks for them, and apart from Kargo's own Secrets?
enum CredentialNamespaces: Checkup {
    static let name = "credential-namespaces"

    private static let label = "kargo.akuity.io/cred-type"
    private static let projectLabel = "kargo.akuity.io/project"

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        let kargo = patient.configuration.settings.kargo
        if kargo.sharedCredentialNamespaces.contains(kargo.namespace) {
            chart.problem(
                "kargo.sharedCredentialNamespaces has Kargo's own namespace \(Shown(kargo.namespace)) in it: credentials of "
                    + "projects do not belong beside Kargo's own Secrets",
                Remedy("use a namespace for nothing else: global.sharedResources.namespace in Kargo's chart"))
        }
        let isHere = chart.take(patient.presence(of: .projects)).map(\.isKnown) ?? true
        if isHere { examineShared(kargo.sharedCredentialNamespaces.filter { $0 != kargo.namespace }, patient, &chart) }
        // Only what they are called is looked at.
        let secrets = patient.list(.secrets(label: label)) { ObjectName(ObjectMeta(of: $0), isNamespaced: true) }
        switch secrets {
        case .success(let names): examine(names, patient, &chart)
        case .failure:
            _ = chart.take(secrets)
            // All namespaces may be too much to ask for; this one matters most.
            let own = patient.list(.secrets(in: kargo.namespace, label: label)) {
                ObjectName(ObjectMeta(of: $0), isNamespaced: true)
            }
            if let names = try? own.get() { tellOwn(names, kargo.namespace, &chart) }
        }
        chart.conclude(
            isHere
                ? "credentials are in namespaces of projects and shared ones only"
                : "there are no credentials of Kargo's")
    }

    private static func examineShared(_ namespaces: [String], _ patient: Patient, _ chart: inout Chart) {
        for name in namespaces {
            guard let found = chart.take(patient.namespace(name)), found == nil else { continue }
            chart.warn(
                "kargo.sharedCredentialNamespaces has \(Shown(name)) in it, which does not exist",
                Remedy("kubectl create namespace \(Shown.word(name)), or take it out of the configuration"))
        }
    }

    private static func examine(_ secrets: [ObjectName], _ patient: Patient, _ chart: inout Chart) {
        let kargo = patient.configuration.settings.kargo
        tellOwn(secrets.filter { $0.namespace == kargo.namespace }, kargo.namespace, &chart)
        let projects = patient.list(.namespaces(label: projectLabel)) { object -> String? in
            let meta = ObjectMeta(of: object)
            return meta.labels?[projectLabel]?.isString("true") == true ? meta.name : nil
        }
        guard let projects = chart.take(projects) else { return }
        let known = Set(projects + kargo.sharedCredentialNamespaces + [kargo.namespace])
        let stray = secrets.filter { !known.contains($0.namespace) }
        guard !stray.isEmpty else { return }
        chart.warn(
            "\(Shown.count(stray.count, "credential")) in namespaces that are neither a project's nor shared, where Kargo "
                + "looks for none: " + Shown.list(stray.map { "\($0.namespace)/\($0.name)" }),
            Remedy("move them to where they are used, or name the namespace in kargo.sharedCredentialNamespaces"))
    }

    private static func tellOwn(_ secrets: [ObjectName], _ namespace: String, _ chart: inout Chart) {
        guard !secrets.isEmpty else { return }
        chart.problem(
            "\(Shown.count(secrets.count, "credential")) in Kargo's own namespace \(Shown(namespace)): "
                + Shown.list(secrets.map(\.name)),
            Remedy(
                "move them to a shared namespace (kargo.sharedCredentialNamespaces) or to the project that uses them"))
    }
}
