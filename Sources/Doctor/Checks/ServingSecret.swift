internal import Certificates
internal import Kubernetes

/// Finds the certificate that Tallyman serves with: by the path that its configuration names, in the volumes that its
/// Deployment mounts.
struct ServingSecret {
    private let workload: Workload
    /// In the order in which they are looked for.
    private let certificates: [SecretKey]
    /// nil: wherever the certificate is, under `tls.key`.
    private let privateKeys: [SecretKey]?
    /// What was looked for; nil: nobody knows what Tallyman is told.
    private let server: RunningServer?

    init(of workload: Workload, _ server: RunningServer?) {
        self.workload = workload
        self.server = server
        certificates =
            server.map { workload.secretKeys(of: $0.certificate) }
            ?? workload.secrets.map { SecretKey(secret: $0, key: "tls.crt") }
        privateKeys = server.map { workload.secretKeys(of: $0.privateKey) }
    }

    /// The certificate; nil where that cannot be told or read, which is then noted.
    func certificate(_ patient: Patient, _ chart: inout Chart) -> CertificateBundle? {
        let namespace = workload.name.namespace
        let deployment = Shown(namespace, workload.name.name)
        if certificates.isEmpty, let server {
            unknown(
                "the serving certificate was not looked at: server.tls.certificate, \(Shown(server.certificate)), is in no Secret that Deployment \(deployment) mounts",
                patient, &chart)
            return nil
        }
        let wanted = certificates + (privateKeys ?? [])
        let secrets = patient.list(.secrets(in: namespace)) {
            TLSSecret($0, among: wanted, certificates: certificates)
        }
        guard let secrets = chart.take(secrets) else { return nil }
        let found = certificates.filter { key in secrets.contains { $0.has(key) } }
        guard let chosen = found.first else {
            tellMissing(patient, &chart)
            return nil
        }
        guard server != nil || found.count == 1 else {
            unknown(
                "the serving certificate was not looked at: which of the Secrets \(Shown.list(found.map(\.secret))), all of which Deployment \(deployment) mounts, it is "
                    + "cannot be told: what Tallyman is configured by cannot be read", patient, &chart)
            return nil
        }
        examineKey(beside: chosen, secrets, patient, &chart)
        switch secrets.lazy.filter({ $0.has(chosen) }).compactMap({ $0.certificates[chosen.key] }).first {
        case .success(let bundle): return bundle
        case .failure(let error): chart.problem("\(error)", WebhookCertificate.issue)
        case nil: tellMissing(patient, &chart)
        }
        return nil
    }

    /// Without its key a certificate is of no use.
    private func examineKey(
        beside certificate: SecretKey, _ secrets: [TLSSecret], _ patient: Patient, _ chart: inout Chart
    ) {
        let keys = privateKeys ?? [SecretKey(secret: certificate.secret, key: "tls.key")]
        guard let first = keys.first else {
            return unknown(
                "the serving certificate's key was not looked for: server.tls.privateKey, \(Shown(server?.privateKey ?? "")), is in no Secret that Deployment "
                    + "\(Shown(workload.name.namespace, workload.name.name)) mounts", patient, &chart)
        }
        guard !keys.contains(where: { key in secrets.contains { $0.has(key) } }) else { return }
        chart.problem(
            "Secret \(Shown(first.secret)) has no \(Shown(first.key)), the key of the serving certificate: Tallyman cannot "
                + "start with it", create(first.secret))
    }

    private func tellMissing(_ patient: Patient, _ chart: inout Chart) {
        let key = certificates.first?.key ?? "tls.crt"
        let why =
            "the serving certificate was not looked at: no Secret with a \(OneLine(key)) that Deployment "
            + "\(Shown(workload.name.namespace, workload.name.name)) mounts is "
        if patient.isFolder {
            chart.warn(
                "\(why)in the folder", Remedy("run this against the cluster: tallyman doctor --kubeconfig FILE"))
        } else {
            chart.problem(
                "\(why)in namespace \(Shown(workload.name.namespace))",
                create(certificates.first?.secret ?? "tallyman-tls"))
        }
    }

    private func create(_ secret: String) -> Remedy {
        Remedy(
            "kubectl -n \(Shown.word(workload.name.namespace)) create secret tls \(Shown.word(secret)) --cert=certs/tls.crt "
                + "--key=certs/tls.key")
    }

    /// Nothing more can be read of a folder; of a cluster it could be.
    private func unknown(_ why: String, _ patient: Patient, _ chart: inout Chart) {
        let remedy = Remedy(
            "mount it as manifests/base/40-deployment.yaml does, and name its path in the configuration, or look at it by "
                + "tallyman certs inspect")
        if patient.isFolder {
            chart.warn(why, remedy)
        } else {
            chart.note(Gap(why: why, remedy: remedy, isOutage: false))
        }
    }
}
