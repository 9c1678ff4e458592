internal import Admission
internal import Configuration

/// Is every request that an enabled rule is for sent to Tallyman?
enum WebhookCoverage: Checkup {
    static let name = "webhook-rules"

    static let install = Remedy(
        "apply the manifests: make -s manifests | kubectl apply -f - (see manifests/README.md)")

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        guard let webhooks = chart.take(patient.installation.webhooks) else { return }
        guard !webhooks.isEmpty else {
            return chart.problem(
                "no webhook configuration leads to Tallyman, so that nothing is checked before it is stored", install)
        }
        let requests = patient.configuration.policy.requests
        for request in requests {
            for scope in request.scopes {
                let missing = scope.operations.filter { operation in
                    !webhooks.contains { $0.covers(scope, operation, at: request.endpoint) }
                }
                guard !missing.isEmpty else { continue }
                let names = missing.map(\.rawValue)
                let resource = scope.group.isEmpty ? scope.resource : "\(scope.resource).\(scope.group)"
                let kind = request.endpoint == .mutate ? "mutating" : "validating"
                chart.problem(
                    "rule \(request.rule) is on, but no \(kind) webhook with path /\(request.endpoint.rawValue) is "
                        + "registered for \(names.joined(separator: ", ")) of \(resource)",
                    Remedy(
                        "apply the manifests of this version, or add this under webhooks[].rules, or set "
                            + "rules.\(request.rule).enforce: disabled", yaml: yaml(scope, names)))
            }
        }
        chart.conclude(
            "\(Shown.count(webhooks.count, "webhook")) for all that the \(Shown.count(requests.count, "rule")) in force "
                + "\(requests.count == 1 ? "is" : "are") for")
    }

    private static func yaml(_ scope: Scope, _ operations: [String]) -> String {
        let list = operations.map { "\"\($0)\"" }.joined(separator: ", ")
        return """
            - apiGroups: ["\(scope.group)"]
              apiVersions: ["\(scope.version)"]
              resources: ["\(scope.resource)"]
              operations: [\(list)]
              scope: \(scope.isOfCluster ? "Cluster" : "Namespaced")

            """
    }
}
