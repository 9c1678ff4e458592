internal import Kubernetes

/// Do the webhooks lead to a Service, a port and Pods that are there?
enum WebhookService: Checkup {
    static let name = "webhook-service"

    private struct Address: Hashable {
        let service: ObjectName
        let port: Int
    }

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        guard let webhooks = chart.take(patient.installation.webhooks) else { return }
        var addresses: [Address] = []
        for webhook in webhooks {
            switch webhook.target {
            case .service(let service, let port):
                let address = Address(service: service, port: port)
                if !addresses.contains(address) { addresses.append(address) }
            case .url:
                chart.warn(
                    "webhook \(Shown(webhook.name)) leads to a URL, and what is behind it cannot be seen from here",
                    Remedy(
                        "inside a cluster let it lead to a Service: clientConfig.service instead of clientConfig.url"))
            case .nothing:
                chart.problem(
                    "webhook \(Shown(webhook.name)) leads nowhere: it has neither a Service nor a URL",
                    WebhookCoverage.install)
            }
        }
        for address in addresses { examine(address, patient, &chart) }
        examineStrays(patient.installation, &chart)
        chart.conclude(
            addresses.isEmpty
                ? "there is no webhook that could lead anywhere"
                : "the Service is there, and so are its port and what is behind it")
    }

    private static func examine(_ address: Address, _ patient: Patient, _ chart: inout Chart) {
        let (namespace, shown) = (address.service.namespace, Shown(address.service.namespace, address.service.name))
        guard let services = chart.take(patient.list(.services(in: namespace), Service.init)) else { return }
        guard let service = services.first(where: { $0.name == address.service }) else {
            return chart.problem(
                "the webhooks lead to Service \(shown), which does not exist: every call fails", WebhookCoverage.install
            )
        }
        guard !service.isExternalName else {
            return chart.problem(
                "Service \(shown) is an ExternalName, which API servers do not call",
                Remedy("make it one with a selector, as in manifests/base/50-service.yaml"))
        }
        guard let port = service.ports.first(where: { $0.number == address.port }) else {
            let ports = service.ports.map { "\($0.number)" }.joined(separator: ", ")
            return chart.problem(
                "the webhooks call port \(address.port) of Service \(shown), which has \(ports.isEmpty ? "none" : ports)",
                Remedy("set clientConfig.service.port of the webhooks to a port that the Service has"))
        }
        examine(port, of: service, patient, &chart)
        examineEndpoints(of: service, patient, &chart)
    }

    /// Do the Pods behind it listen there?
    private static func examine(
        _ port: Service.Port, of service: Service, _ patient: Patient, _ chart: inout Chart
    ) {
        let (namespace, shown) = (service.name.namespace, Shown(service.name.namespace, service.name.name))
        guard service.name == patient.installation.service else {
            return chart.warn(
                "some webhooks lead to Service \(shown), and others of the same registration to "
                    + "\(Shown(patient.installation.service.namespace, patient.installation.service.name)): what is behind "
                    + "the first was not looked at", Remedy("let all of them lead to one Service"))
        }
        guard let found = chart.take(patient.installation.workload) else { return }
        guard !service.selector.isEmpty else {
            return chart.warn(
                "Service \(shown) has no selector, so that what is behind it cannot be told",
                Remedy("give it one, as in manifests/base/50-service.yaml"))
        }
        guard let workload = found, workload.isSelected(by: service.selector) else {
            return chart.warn(
                "no Deployment in namespace \(Shown(namespace)) has the labels that Service \(shown) selects",
                Remedy("compare spec.selector of the Service with spec.template.metadata.labels of the Deployment"))
        }
        let deployment = Shown(workload.name.name)
        // A number need not be declared; a name has to be.
        let named = workload.containers.lazy.compactMap { $0.ports[port.target] }.first
        guard let number = Int(port.target) ?? named else {
            return chart.problem(
                "port \(port.number) of Service \(shown) goes to the Pods' port \(Shown(port.target)), which "
                    + "Deployment \(deployment) does not have",
                Remedy("let targetPort be the name of a container's port, https in manifests/base"))
        }
        guard let server = patient.installation.server else {
            return chart.warn(
                "whether Tallyman listens on port \(number), to which Service \(shown) leads, cannot be told: what it is "
                    + "configured by cannot be read", Remedy("see under \(RunningConfiguration.name)"))
        }
        guard server.port != number else { return }
        chart.problem(
            "port \(port.number) of Service \(shown) goes to port \(number) of Deployment \(deployment), and Tallyman "
                + "listens on \(server.port): every call fails",
            Remedy(
                "let targetPort of the Service, containerPort of the Deployment and server.port in the configuration be "
                    + "the same"))
    }

    /// Registrations that were left behind make calls fail, or have other Pods decide.
    private static func examineStrays(_ installation: Installation, _ chart: inout Chart) {
        let place = Shown(installation.service.namespace, installation.service.name)
        var (dead, alive): ([Backing.Stray], [Backing.Stray]) = ([], [])
        for stray in installation.strays {
            // What cannot be read may be there.
            if case .failure(let gap) = stray.backing.isThere { chart.note(gap) }
            if case .failure(let gap) = stray.backing.workload { chart.note(gap) }
            let isThere = (try? stray.backing.isThere.get()) ?? true
            let hasPods = if case .success(let found) = stray.backing.workload { found != nil } else { true }
            if isThere && hasPods { alive.append(stray) } else { dead.append(stray) }
        }
        if !dead.isEmpty {
            chart.problem(
                "\(list(dead)), where nothing answers: Tallyman is behind \(place)", Remedy(delete(dead)))
        }
        if !alive.isEmpty {
            chart.warn(
                "\(list(alive)), and was not looked at: Tallyman is also behind \(place)",
                Remedy("if that is left over, \(delete(alive))"))
        }
    }

    private static func list(_ strays: [Backing.Stray]) -> String {
        let places = strays.map { "\($0.backing.service.namespace)/\($0.backing.service.name)" }
        let names = Shown.list(strays.map(\.registration))
        return "\(names) \(strays.count == 1 ? "leads" : "lead") to \(Shown.list(Array(Set(places)).sorted()))"
    }

    private static func delete(_ strays: [Backing.Stray]) -> String {
        [("validatingwebhookconfiguration", false), ("mutatingwebhookconfiguration", true)].compactMap {
            kind, isMutating in
            let names = strays.filter { $0.isMutating == isMutating }.map { Shown.word($0.registration) }
            return names.isEmpty ? nil : "kubectl delete \(kind) \(names.joined(separator: " "))"
        }.joined(separator: "; ")
    }

    private static func examineEndpoints(of service: Service, _ patient: Patient, _ chart: inout Chart) {
        let namespace = service.name.namespace
        guard let slices = chart.take(patient.list(.endpointSlices(in: namespace), EndpointSlice.init)) else { return }
        // Nothing runs in a folder, unless it is a copy of a cluster.
        guard !patient.isFolder || !slices.isEmpty else { return }
        let ready = slices.filter { $0.service == service.name }.reduce(0) { $0 + $1.ready }
        guard ready == 0 else { return }
        chart.problem(
            "Service \(Shown(namespace, service.name.name)) has no Pod that is ready: calls fail, and with failurePolicy "
                + "Fail so does what they are about",
            Remedy(
                "see why: kubectl -n \(Shown.word(namespace)) get pods, then kubectl -n \(Shown.word(namespace)) describe and logs of one; in an "
                    + "emergency kubectl delete validatingwebhookconfiguration,mutatingwebhookconfiguration tallyman"))
    }
}
