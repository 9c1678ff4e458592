import Admission
import Cluster
import Files
import JSON
import Kubernetes
import YAML

/// The objects of the recorded cluster as an API server has them, and its answers about access.
struct StubObjects: Sendable {
    /// By path: `/api/v1/namespaces/kubero/secrets/team-a-reg`.
    var objects: [String: [UInt8]] = [:]
    let folder: ClusterFolder

    static let path = { () -> String in
        let file = #filePath
        let tests = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(
            separator: "/")
        return "\(tests)/Fixtures/cluster"
    }()

    init() throws {
        folder = try ClusterFolder(Self.path)
        for document in try YAMLStream.parse(Files.read("\(Self.path)/rbac.yaml", limit: 1 << 20)) {
            switch document.root["kind"]?.string {
            case "Role": add(document.root, to: "roles")
            case "ClusterRole": add(document.root, to: "clusterroles")
            case "RoleBinding": add(document.root, to: "rolebindings")
            default: break
            }
        }
        for name in ["kuberoes", "namespaces", "projects", "secrets", "serviceaccounts", "stages"] {
            let bytes = try Files.read("\(Self.path)/\(name).yaml", limit: 1 << 20)
            for document in try YAMLStream.parse(bytes) where !document.root.isNull {
                let items = document.root["items"].map { Array($0.elements) } ?? [document.root]
                for object in items { add(object, to: name) }
            }
        }
    }

    private mutating func add(_ object: Value, to resource: String) {
        let meta = ObjectMeta(of: object)
        var writer = Writer()
        writer.value(object)
        objects[Self.path(resource, namespace: meta.namespace, name: meta.name ?? "")] = writer.bytes
    }

    static func path(_ resource: String, namespace: String? = nil, name: String? = nil) -> String {
        let groups = [
            "kuberoes": "/apis/application.kubero.dev/v1alpha1",
            "kuberopipelines": "/apis/application.kubero.dev/v1alpha1",
            "projectconfigs": "/apis/kargo.akuity.io/v1alpha1",
            "promotions": "/apis/kargo.akuity.io/v1alpha1",
            "rolebindings": "/apis/rbac.authorization.k8s.io/v1",
            "roles": "/apis/rbac.authorization.k8s.io/v1",
            "clusterroles": "/apis/rbac.authorization.k8s.io/v1",
            "projects": "/apis/kargo.akuity.io/v1alpha1",
            "stages": "/apis/kargo.akuity.io/v1alpha1",
        ]
        return (groups[resource] ?? "/api/v1") + (namespace.map { "/namespaces/\($0)" } ?? "")
            + "/\(resource)"
            + (name.map { "/\($0)" } ?? "")
    }

    /// A page of the objects of a list.
    /// - Parameter label: only of those that have it.
    func list(
        _ path: String, limit: Int, after: Int, label: String? = nil
    ) -> (body: String, isKnown: Bool) {
        let resource = path.split(separator: "/").last.map(String.init) ?? ""
        let isKnown = Self.known.contains(resource)
        let prefix =
            path.hasSuffix("/\(resource)") ? String(path.dropLast(resource.utf8.count + 1)) : path
        let all = objects.filter { key, _ in
            guard key.hasPrefix(prefix), let name = key.utf8.lastIndex(of: UInt8(ascii: "/")) else {
                return false
            }
            return key[..<name].hasSuffix("/\(resource)")
        }.filter { label == nil || Self.has(label, $0.value) }.sorted { $0.key < $1.key }
        let page = all.dropFirst(after).prefix(limit)
        let next = after + page.count
        let isBuiltIn = path.hasPrefix("/api/v1/") || path.contains(".k8s.io/")
        let items = page.map { Self.item($0.value, isBuiltIn) }.joined(separator: ",")
        let left = all.count - next
        // With a selector it would have to look at all of them.
        let remaining = label == nil && left > 0 ? "\"remainingItemCount\":\(left)," : ""
        let mark = left > 0 ? "\"continue\":\"\(next)\",\(remaining)" : ""
        return (
            "{\"kind\":\"List\",\"metadata\":{\(mark)\"resourceVersion\":\"998\"},\"items\":[\(items)]}",
            isKnown
        )
    }

    /// The lists that there are.
    private static let known = [
        "kuberoes", "kuberopipelines", "namespaces", "projectconfigs", "projects", "promotions", "rolebindings",
        "secrets", "serviceaccounts", "stages",
    ]

    private static func has(_ label: String?, _ object: [UInt8]) -> Bool {
        let labels = (try? Parser.parse(object))?.root["metadata"]?["labels"]
        return label.flatMap { labels?[$0] } != nil
    }

    /// As it stands in a list: those of built-in kinds do not say what they are.
    private static func item(_ object: [UInt8], _ isBuiltIn: Bool) -> String {
        guard isBuiltIn, let root = (try? Parser.parse(object))?.root else {
            return String(decoding: object, as: UTF8.self)
        }
        var writer = Writer()
        writer.beginObject()
        for member in root.members where !member.has("kind") && !member.has("apiVersion") {
            writer.key(member.key)
            writer.value(member.value)
        }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// What the cluster's own rules say to a SubjectAccessReview.
    func allows(_ body: [UInt8]) throws -> Bool {
        let spec = try Parser.parse(body).root["spec"]
        let attributes = spec?["resourceAttributes"]
        func text(_ key: String) -> String { attributes?[key]?.string ?? "" }
        return folder.access(
            AccessReview(
                user: spec?["user"]?.string ?? "",
                groups: spec?["groups"]?.elements.compactMap(\.string) ?? [],
                verb: text("verb"), group: text("group"), resource: text("resource"),
                subresource: text("subresource"),
                name: text("name"), namespace: text("namespace"))) != nil
    }
}
