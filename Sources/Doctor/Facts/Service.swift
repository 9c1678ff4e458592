internal import JSON
internal import Kubernetes

/// What is known of a Service.
struct Service: Sendable {
    struct Port: Sendable {
        let number: Int
        /// A container's port, by number or by name.
        let target: String
    }

    let name: ObjectName
    let selector: [String: String]
    let ports: [Port]
    /// Whether it is but another name for a host, which API servers do not call.
    let isExternalName: Bool

    init?(_ object: Value) {
        guard let name = ObjectName(ObjectMeta(of: object), isNamespaced: true) else { return nil }
        self.name = name
        selector = object["spec"]?["selector"]?.labels ?? [:]
        isExternalName = object["spec"]?["type"]?.isString("ExternalName") == true
        ports =
            object["spec"]?["ports"]?.elements.compactMap { port -> Port? in
                guard let number = port["port"]?.integer else { return nil }
                let target = port["targetPort"].map { $0.string ?? $0.raw } ?? "\(number)"
                return Port(number: number, target: target)
            } ?? []
    }
}

/// Some of the Pods behind a Service.
struct EndpointSlice: Sendable {
    static let serviceLabel = "kubernetes.io/service-name"

    let service: ObjectName
    /// How many take calls. What is not said counts as ready (k8s.io/api/discovery/v1, EndpointConditions).
    let ready: Int

    init?(_ object: Value) {
        let meta = ObjectMeta(of: object)
        guard let name = ObjectName(meta, isNamespaced: true), let service = meta.labels?[Self.serviceLabel]?.string
        else { return nil }
        self.service = ObjectName(namespace: name.namespace, name: service)
        ready = object["endpoints"]?.elements.count { $0["conditions"]?["ready"]?.bool ?? true } ?? 0
    }
}
