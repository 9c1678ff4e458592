internal import Admission
internal import Cluster
internal import Configuration
internal import Kubernetes

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
                if !missing.isEmpty { tell(missing, of: scope, request, &chart) }
            }
        }
        examineMatching(webhooks, requests, patient, &chart)
        chart.conclude(
            "\(Shown.count(webhooks.count, "webhook")) for all that the \(Shown.count(requests.count, "rule")) in force "
                + "\(requests.count == 1 ? "is" : "are") for")
    }

    private static func tell(
        _ missing: [Admission.Operation], of scope: Scope, _ request: RuleRequests, _ chart: inout Chart
    ) {
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

    /// Why requests that a webhook is registered for may not be sent.
    private enum Doubt: CaseIterable {
        case namespaces, objects, conditions
    }

    /// Does what narrows the webhooks down let through what rules are for?
    private static func examineMatching(
        _ webhooks: [Webhook], _ requests: [RuleRequests], _ patient: Patient, _ chart: inout Chart
    ) {
        let namespaces = patient.list(.namespaces()) { object -> [String: String]? in
            let meta = ObjectMeta(of: object)
            return meta.name.map { (meta.labels?.labels ?? [:]).merging([WebhookReach.label: $0]) { $1 } }
        }
        guard let namespaces = chart.take(namespaces) else { return }
        // Places in the list of webhooks.
        var found: [Doubt: Set<Int>] = [:]
        for request in requests {
            for scope in request.scopes {
                for operation in scope.operations {
                    let doubts = webhooks.indices.compactMap { index -> (index: Int, doubts: [Doubt])? in
                        let webhook = webhooks[index]
                        guard webhook.covers(scope, operation, at: request.endpoint) else { return nil }
                        return (index, Self.doubts(webhook, scope, operation, namespaces))
                    }
                    // One that all of it comes by is enough.
                    guard !doubts.contains(where: \.doubts.isEmpty) else { continue }
                    for (index, doubts) in doubts { for doubt in doubts { found[doubt, default: []].insert(index) } }
                }
            }
        }
        for doubt in Doubt.allCases {
            let at = (found[doubt] ?? []).sorted().map { webhooks[$0] }
            guard !at.isEmpty else { continue }
            tell(doubt, of: Shown.webhooks(at, of: webhooks), &chart)
        }
    }

    private static func doubts(
        _ webhook: Webhook, _ scope: Scope, _ operation: Admission.Operation, _ namespaces: [[String: String]]
    ) -> [Doubt] {
        var doubts: [Doubt] = []
        if !webhook.selectsAny(of: scope, among: namespaces) { doubts.append(.namespaces) }
        if !webhook.hasKnownObjects(for: scope) { doubts.append(.objects) }
        if !webhook.hasKnownConditions(for: scope, operation) { doubts.append(.conditions) }
        return doubts
    }

    private static func tell(_ doubt: Doubt, of webhooks: String, _ chart: inout Chart) {
        switch doubt {
        case .namespaces:
            chart.problem(
                "the namespaceSelector of \(webhooks) selects no namespace that there is: no request is sent",
                Remedy(
                    "select as manifests/base does, which leaves out namespaces by kubernetes.io/metadata.name, or label "
                        + "the namespaces that rules are for"))
        case .objects:
            chart.warn(
                "the objectSelector of \(webhooks) is none of this version's: whether all that rules are for is sent "
                    + "cannot be told",
                Remedy(
                    "apply the manifests of this version, or leave objectSelector out: who makes an object "
                        + "labels it"))
        case .conditions:
            chart.warn(
                "matchConditions of \(webhooks) are none of this version's: whether all that rules are for is sent cannot "
                    + "be told",
                Remedy("apply the manifests of this version, or try by hand that what rules deny is denied"))
        }
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
