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
        let found = chart.take(patient.installation.workload)
        if let workload = found ?? nil, workload.isSelected(by: service.selector) {
            let ports = workload.containers.flatMap { Array($0.ports) }
            // A number need not be declared; a name has to be.
            if Int(port.target) == nil, !ports.contains(where: { $0.key == port.target }) {
                chart.problem(
                    "port \(port.number) of Service \(shown) goes to the Pods' port \(Shown(port.target)), which "
                        + "Deployment \(Shown(workload.name.name)) does not have",
                    Remedy("let targetPort be the name of a container's port, https in manifests/base"))
            }
        } else if found != nil, !service.selector.isEmpty {
            chart.warn(
                "no Deployment in namespace \(Shown(namespace)) has the labels that Service \(shown) selects",
                Remedy("compare spec.selector of the Service with spec.template.metadata.labels of the Deployment"))
        }
        examineEndpoints(of: service, patient, &chart)
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
