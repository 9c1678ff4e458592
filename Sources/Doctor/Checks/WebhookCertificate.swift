internal import Certificates
internal import Encodings
internal import Kubernetes

/// Do API servers trust what Tallyman shows them, and for how long yet?
enum WebhookCertificate: Checkup {
    static let name = "webhook-certificate"

    /// A month: the time in which somebody is sure to look.
    static let renewalDays = 30

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        guard let webhooks = chart.take(patient.installation.webhooks) else { return }
        guard !webhooks.isEmpty else { return chart.ok("there is no webhook whose server could be trusted") }
        var bundles: [(bundle: CertificateBundle, shown: String)] = []
        for caBundle in Set(webhooks.map(\.caBundle)).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let sharing = webhooks.filter { $0.caBundle == caBundle }
            let shown = Shown.webhooks(sharing, of: webhooks)
            guard let bundle = read(caBundle, sharing, shown, patient, &chart) else { continue }
            bundles.append((bundle, shown))
        }
        guard let serving = serving(patient, &chart) else { return }
        examineDates(of: serving, called: "the serving certificate", isShown: true, issue, &chart)
        guard serving.summaries.first?.hasExpired == false, isUsable(serving, &chart) else { return }
        for name in Set(webhooks.compactMap(\.service)).map({ "\($0.name).\($0.namespace).svc" }).sorted() {
            examine(name, of: serving, &chart)
        }
        for (bundle, shown) in bundles where bundle.expired.count < bundle.summaries.count {
            examine(serving, trusting: bundle, shown, &chart)
        }
        let last = serving.summaries.first?.notAfter ?? ""
        chart.conclude("the caBundle is of the CA that signed the serving certificate, which is valid until \(last)")
    }

    private static let fill = Remedy(
        "make certs, then make -s manifests CA=certs/ca.crt | kubectl apply -f -; or let cert-manager fill it in (annotation "
            + "cert-manager.io/inject-ca-from)")
    static let issue = Remedy(
        "issue a new one for SERVICE.NAMESPACE.svc (tallyman certs init, or see to cert-manager), put it into the Secret "
            + "that the Deployment mounts; it is read without a restart")

    /// What a caBundle holds; nil where it is of no use, which is then noted.
    private static func read(
        _ caBundle: [UInt8], _ webhooks: [Webhook], _ shown: String, _ patient: Patient, _ chart: inout Chart
    ) -> CertificateBundle? {
        let which = "the caBundle of \(shown)"
        let text = Base64.decode(caBundle)
        let isBlank = text?.allSatisfy { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: " ") } ?? false
        if isBlank, patient.isFolder, webhooks.allSatisfy(\.isInjected) { return nil }
        guard let text, !isBlank else {
            let what =
                if text == nil { "is not base64" } else if caBundle.isEmpty { "is missing" } else {
                    "is still the placeholder"
                }
            chart.problem("\(which) \(what), so that API servers trust nobody and every call fails", fill)
            return nil
        }
        do throws(CertificateError) {
            let bundle = try CertificateBundle(text, called: which)
            examineDates(of: bundle, called: which, isShown: false, fill, &chart)
            return bundle
        } catch {
            chart.problem("\(error)", fill)
            return nil
        }
    }

    /// Of several that are trusted, one that has ended does no harm by itself; of those that are shown, the first one is
    /// the server's own.
    private static func examineDates(
        of bundle: CertificateBundle, called name: String, isShown: Bool, _ remedy: Remedy, _ chart: inout Chart
    ) {
        for (index, summary) in bundle.summaries.enumerated() {
            if summary.hasExpired {
                let isFatal = isShown ? index == 0 : bundle.expired.count == bundle.summaries.count
                let why = "\(name): \(summary.subject) expired at \(summary.notAfter)"
                if isFatal { chart.problem(why, remedy) } else { chart.warn(why, remedy) }
            } else if summary.daysLeft < renewalDays {
                chart.warn(
                    "\(name): \(summary.subject) expires at \(summary.notAfter), in \(Shown.count(summary.daysLeft, "day"))",
                    remedy)
            }
        }
    }

    /// What is trusted for itself is refused only for what it is.
    private static func isUsable(_ serving: CertificateBundle, _ chart: inout Chart) -> Bool {
        do throws(CertificateError) {
            guard let why = try serving.refusal(trusting: serving) else { return true }
            chart.problem("the serving certificate is of no use for a server: \(why)", issue)
        } catch {
            chart.problem("the serving certificate cannot be looked at: \(error)", issue)
        }
        return false
    }

    private static func examine(_ host: String, of serving: CertificateBundle, _ chart: inout Chart) {
        guard (try? serving.refusal(trusting: serving, asking: host)) != nil else { return }
        let names = serving.summaries.first?.alternativeNames ?? []
        let shown = names.isEmpty ? "no alternative name at all" : names.joined(separator: ", ")
        chart.problem("the serving certificate is not for \(host), which API servers ask for; it has \(shown)", issue)
    }

    private static func examine(
        _ serving: CertificateBundle, trusting bundle: CertificateBundle, _ shown: String, _ chart: inout Chart
    ) {
        let which = "the caBundle of \(shown)"
        do throws(CertificateError) {
            guard let why = try serving.refusal(trusting: bundle) else { return }
            let authority = bundle.summaries.map(\.subject).joined(separator: "; ")
            chart.problem(
                "who trusts \(which) (\(authority)) does not trust the serving certificate, of issuer "
                    + "\(serving.summaries.first?.issuer ?? ""): \(why)", fill)
        } catch {
            chart.problem("\(which) cannot be held against the serving certificate: \(error)", fill)
        }
    }

    /// The certificate that the Deployment mounts; nil where that cannot be told, which is then noted.
    private static func serving(_ patient: Patient, _ chart: inout Chart) -> CertificateBundle? {
        let namespace = patient.installation.service.namespace
        guard let found = chart.take(patient.installation.workload) else { return nil }
        guard let workload = found else {
            chart.warn(
                "the serving certificate was not looked at: no Deployment in namespace \(Shown(namespace)) mounts it",
                WebhookCoverage.install)
            return nil
        }
        return ServingSecret(of: workload, patient.installation.server).certificate(patient, &chart)
    }
}
