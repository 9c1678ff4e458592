internal import JSON
internal import Kubernetes

extension Webhook {
    /// The webhooks of a registration, if it is Tallyman's: by its name, its label, the Service that it leads to, or its
    /// webhooks' own names. nil: it is somebody else's.
    static func reading(_ object: Value, isMutating: Bool) -> [Webhook]? {
        let meta = ObjectMeta(of: object)
        let annotations = meta.annotations?.members.map(\.key) ?? []
        let isInjected = annotations.contains { $0.hasPrefix("cert-manager.io/inject-") }
        let webhooks = object["webhooks"]?.elements.map { Webhook($0, isMutating, isInjected, meta.name ?? "") } ?? []
        let isOurs =
            meta.name == Installation.name
            || meta.labels?["app.kubernetes.io/name"]?.isString(Installation.name) == true
            || webhooks.contains { $0.service?.name == Installation.name || $0.name.hasSuffix(".tallyman.dev") }
        return isOurs ? webhooks : nil
    }

    private init(_ value: Value, _ isMutating: Bool, _ isInjected: Bool, _ registration: String) {
        self.registration = registration
        self.isMutating = isMutating
        self.isInjected = isInjected
        name = value["name"]?.string ?? ""
        let client = value["clientConfig"]
        (target, path) = Self.target(client)
        caBundle = client?["caBundle"]?.utf8 ?? []
        rules = value["rules"]?.elements.map(RegisteredRule.init) ?? []
        reach = Self.reach(value["namespaceSelector"])
        objects = Self.reach(value["objectSelector"])
        conditions = value["matchConditions"]?.elements.map { $0["expression"]?.string ?? "" } ?? []
        failurePolicy = value["failurePolicy"]?.string ?? "Fail"
        matchPolicy = value["matchPolicy"]?.string ?? "Equivalent"
        sideEffects = value["sideEffects"]?.string ?? "Unknown"
        timeoutSeconds = value["timeoutSeconds"]?.integer ?? 10
        reviewVersions = value["admissionReviewVersions"]?.texts ?? []
        reinvocationPolicy = value["reinvocationPolicy"]?.string ?? "Never"
    }

    private static func reach(_ selector: Value?) -> Reach {
        selector.map { LabelSelector($0).map { .selected($0) } ?? .malformed } ?? .everywhere
    }

    private static func target(_ client: Value?) -> (Target, path: String) {
        if let service = client?["service"], let name = service["name"]?.string,
            let namespace = service["namespace"]?.string
        {
            let path = service["path"]?.string ?? ""
            return (
                .service(ObjectName(namespace: namespace, name: name), port: service["port"]?.integer ?? 443),
                withoutQuery(path)
            )
        }
        guard let url = client?["url"]?.string else { return (.nothing, "") }
        let rest = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return (.url, rest.count == 4 ? withoutQuery("/\(rest[3])") : "")
    }

    private static func withoutQuery(_ path: String) -> String {
        path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
    }
}

extension RegisteredRule {
    init(_ value: Value) {
        groups = value["apiGroups"]?.texts ?? []
        versions = value["apiVersions"]?.texts ?? []
        resources = value["resources"]?.texts ?? []
        operations = value["operations"]?.texts ?? []
        scope = value["scope"]?.string ?? "*"
    }
}

extension Value {
    /// The texts in a list.
    var texts: [String] { elements.compactMap(\.string) }

    /// An object of texts, as labels are.
    var labels: [String: String] {
        Dictionary(members.compactMap { member in member.value.string.map { (member.key, $0) } }) { $1 }
    }
}
