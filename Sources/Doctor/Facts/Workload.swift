internal import JSON
internal import Kubernetes

/// What is known of a Deployment.
struct Workload: Sendable {
    struct Container: Sendable {
        let image: String
        let arguments: [String]
        /// Numbers by their names; a port without one is under its number.
        let ports: [String: Int]
        let mounts: [VolumeMount]
    }

    /// A ConfigMap that is mounted.
    struct Mount: Sendable {
        let name: String
        /// Keys by the paths that they are mounted at; empty: each under its own name.
        let keys: [String: String]

        /// The key whose value is in a file.
        func key(of file: String) -> String {
            keys.first { file.hasSuffix("/\($0.key)") }?.value
                ?? file.split(separator: "/").last.map(String.init) ?? file
        }
    }

    let name: ObjectName
    let labels: [String: String]
    let podLabels: [String: String]
    let serviceAccount: ObjectName
    /// nil: as the ServiceAccount has it.
    let mountsToken: Bool?
    let replicas: Int
    let containers: [Container]
    let volumes: [Volume]
    let configMaps: [Mount]

    init?(_ object: Value) {
        let meta = ObjectMeta(of: object)
        guard let name = ObjectName(meta, isNamespaced: true) else { return nil }
        self.name = name
        labels = meta.labels?.labels ?? [:]
        let template = object["spec"]?["template"]
        let pod = template?["spec"]
        podLabels = template?["metadata"]?["labels"]?.labels ?? [:]
        let account = pod?["serviceAccountName"]?.string ?? pod?["serviceAccount"]?.string ?? ""
        serviceAccount = ObjectName(namespace: name.namespace, name: account.isEmpty ? "default" : account)
        mountsToken = pod?["automountServiceAccountToken"]?.bool
        replicas = object["spec"]?["replicas"]?.integer ?? 1
        containers = pod?["containers"]?.elements.map(Container.init) ?? []
        let volumes = pod?["volumes"].map { Array($0.elements) } ?? []
        self.volumes = volumes.map(Volume.init)
        // A volume is its own source, or several in one.
        configMaps = volumes.flatMap { volume in
            ([volume] + (volume["projected"]?["sources"].map { Array($0.elements) } ?? [])).compactMap {
                $0["configMap"].flatMap(Mount.init)
            }
        }
    }

    /// Secrets that are mounted, by name, each once.
    var secrets: [String] {
        var names: [String] = []
        for source in volumes.flatMap(\.sources) where !names.contains(source.secret) { names.append(source.secret) }
        return names
    }

    /// By a Service's selector; an empty one selects nothing.
    func isSelected(by selector: [String: String]) -> Bool {
        !selector.isEmpty && selector.allSatisfy { podLabels[$0.key] == $0.value }
    }

    /// The value of an option among the containers' arguments: `--config FILE` or `--config=FILE`.
    func option(_ name: String) -> String? {
        let arguments = containers.flatMap(\.arguments)
        if let index = arguments.firstIndex(of: name), index + 1 < arguments.count { return arguments[index + 1] }
        return arguments.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.utf8.count + 1)) }
    }

    func has(argument: String) -> Bool {
        containers.contains { $0.arguments.contains { $0 == argument || $0.hasPrefix("\(argument)=") } }
    }
}

extension Workload.Container {
    fileprivate init(_ value: Value) {
        image = value["image"]?.string ?? ""
        arguments = (value["command"]?.texts ?? []) + (value["args"]?.texts ?? [])
        let ports = value["ports"]?.elements.compactMap { port -> (String, Int)? in
            guard let number = port["containerPort"]?.integer else { return nil }
            return (port["name"]?.string ?? "\(number)", number)
        }
        self.ports = Dictionary(ports ?? []) { $1 }
        mounts = value["volumeMounts"]?.elements.compactMap(Workload.VolumeMount.init) ?? []
    }
}

extension Workload.Mount {
    fileprivate init?(_ value: Value) {
        guard let name = value["name"]?.string else { return nil }
        self.name = name
        let items = value["items"]?.elements.compactMap { item -> (String, String)? in
            guard let path = item["path"]?.string, let key = item["key"]?.string else { return nil }
            return (path, key)
        }
        keys = Dictionary(items ?? []) { $1 }
    }
}
