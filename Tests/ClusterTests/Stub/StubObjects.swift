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
            default: break
            }
        }
        for name in ["kuberoes", "namespaces", "projects", "secrets", "stages"] {
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
    func list(_ path: String, limit: Int, after: Int) -> (body: String, isKnown: Bool) {
        let resource = path.split(separator: "/").last.map(String.init) ?? ""
        let isKnown = ["kuberoes", "namespaces", "projects", "secrets", "stages"].contains(resource)
        let prefix =
            path.hasSuffix("/\(resource)") ? String(path.dropLast(resource.utf8.count + 1)) : path
        let all = objects.filter { key, _ in
            key.hasPrefix(prefix)
                && key.split(separator: "/").dropLast().last.map(String.init) == resource
        }.sorted { $0.key < $1.key }
        let page = all.dropFirst(after).prefix(limit)
        let next = after + page.count
        let items = page.map { String(decoding: $0.value, as: UTF8.self) }.joined(separator: ",")
        let mark = next < all.count ? "\"continue\":\"\(next)\"," : ""
        return (
            "{\"kind\":\"List\",\"metadata\":{\(mark)\"resourceVersion\":\"998\"},\"items\":[\(items)]}",
            isKnown
        )
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
