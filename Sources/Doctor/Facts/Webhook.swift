internal import Admission
internal import JSON
internal import Kubernetes

/// One webhook of a registration. What is left out is as the API server fills it in
/// (kubernetes/pkg/apis/admissionregistration/v1/defaults.go).
struct Webhook: Sendable {
    /// What it leads to.
    enum Target: Sendable, Equatable {
        case service(ObjectName, port: Int)
        case url
        case nothing
    }

    /// Which objects it is for, by the labels of their namespaces or by their own.
    enum Reach: Sendable {
        /// There is no selector.
        case everywhere
        case selected(LabelSelector)
        /// Kubernetes would refuse the selector.
        case malformed
    }

    let name: String
    /// What the webhook configuration that it stands in is called.
    let registration: String
    let isMutating: Bool
    let target: Target
    /// Where reviews are posted, without a query.
    let path: String
    /// Base64 as it stands there; empty where there is none.
    let caBundle: [UInt8]
    /// Whether cert-manager is to fill it in.
    let isInjected: Bool
    let rules: [RegisteredRule]
    /// By its namespaceSelector.
    let reach: Reach
    /// By its objectSelector.
    let objects: Reach
    /// The expressions of its matchConditions.
    let conditions: [String]
    let failurePolicy: String
    let matchPolicy: String
    let sideEffects: String
    let timeoutSeconds: Int
    let reviewVersions: [String]
    let reinvocationPolicy: String

    var service: ObjectName? { if case .service(let name, _) = target { name } else { nil } }
    var failsClosed: Bool { failurePolicy == "Fail" }

    /// Whether it is asked about a request on the resource, by way of an endpoint.
    func covers(_ scope: Scope, _ operation: Admission.Operation, at endpoint: Admission.Endpoint) -> Bool {
        isMutating == (endpoint == .mutate) && path == "/\(endpoint.rawValue)"
            && rules.contains { $0.covers(scope, operation) }
    }

    /// Whether it is asked about anything of a resource.
    func isFor(_ resource: String, in group: String) -> Bool {
        rules.contains { rule in
            rule.groups.allows(group) && (rule.resources.contains("*/*") || rule.resources.allows(resource))
        }
    }

    /// Whether it is asked about anything that is not in a group.
    func isForOthers(than group: String) -> Bool { rules.contains { !$0.groups.allSatisfy { $0 == group } } }

    /// Whether it is for objects in a Namespace with these labels.
    func reaches(_ labels: [String: String]) -> Bool {
        switch reach {
        case .everywhere: true
        case .selected(let selector): selector.matches(labels)
        case .malformed: false
        }
    }
}

/// What a webhook is registered for.
struct RegisteredRule: Sendable {
    let groups: [String]
    let versions: [String]
    let resources: [String]
    let operations: [String]
    let scope: String

    func covers(_ wanted: Scope, _ operation: Admission.Operation) -> Bool {
        groups.allows(wanted.group) && operations.allows(operation.rawValue)
            && (versions.contains("*") || versions.contains(wanted.version))
            && (resources.contains("*/*") || resources.allows(wanted.resource))
            && (scope == "*" || (scope == "Cluster") == wanted.isOfCluster)
    }

    /// Whether any group of it is Kubernetes' own: those without a dot (the core group, `apps`) and those of `k8s.io`.
    var isOfKubernetes: Bool { groups.contains { !$0.contains(".") || $0.hasSuffix(".k8s.io") } }
    var deletes: Bool { operations.allows(Admission.Operation.delete.rawValue) }
    /// Namespaces are selected by their own labels; of other objects in no namespace, selectors say nothing.
    var isOfNamespaces: Bool { scope != "Cluster" || resources.allows("namespaces") }
}

extension [String] {
    fileprivate func allows(_ text: String) -> Bool { contains("*") || contains(text) }
}

extension Scope {
    /// The version that rules know.
    var version: String { group.hasSuffix(".akuity.io") || group.hasSuffix(".kubero.dev") ? "v1alpha1" : "v1" }

    /// Whether its objects are in no namespace.
    var isOfCluster: Bool { Self.ofCluster.contains(resource) }

    private static let ofCluster: Set<String> = [
        "namespaces", "projects", "clusterconfigs", "clusterpromotiontasks", "clusterroles", "clusterrolebindings",
    ]
}
