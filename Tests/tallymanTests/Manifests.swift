import Files
import JSON
import YAML

/// The kustomize base as it stands in the repository.
enum Manifests {
    static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    /// All objects of the base, in the order in which they are applied.
    static func objects() throws -> [Value] {
        let base = "\(root)/manifests/base"
        let files = try Folder.entries(of: base).map(\.name).filter { $0.first?.isNumber == true }
        return try files.flatMap { try YAMLStream.parse(Files.read("\(base)/\($0)", limit: 1 << 20)).map(\.root) }
    }

    static func object(_ kind: String) throws -> Value? { try objects().first { $0["kind"]?.string == kind } }
}

/// One webhook of a registration.
struct Registration: CustomStringConvertible {
    /// An operation on a resource: what rules are for, and what registrations ask for.
    struct Call: Hashable, CustomStringConvertible {
        let group: String
        let resource: String
        let operation: String

        var description: String { "\(operation) \(resource).\(group)" }
    }

    let webhook: Value

    var description: String { name }
    var name: String { webhook["name"]?.string ?? "" }
    var path: String? { webhook["clientConfig"]?["service"]?["path"]?.string }
    var failurePolicy: String? { webhook["failurePolicy"]?.string }

    var calls: [Call] {
        guard let rules = webhook["rules"] else { return [] }
        return rules.elements.flatMap { rule in
            strings(rule["apiGroups"]).flatMap { group in
                strings(rule["resources"]).flatMap { resource in
                    strings(rule["operations"]).map { Call(group: group, resource: resource, operation: $0) }
                }
            }
        }
    }

    /// Namespaces that are left out by their name.
    var excluded: [String] {
        let expressions = webhook["namespaceSelector"]?["matchExpressions"]
        let byName = expressions?.elements.first { expression in
            expression["key"]?.isString("kubernetes.io/metadata.name") == true
                && expression["operator"]?.isString("NotIn") == true
        }
        return strings(byName?["values"])
    }

    static func all(_ kind: String) throws -> [Registration] {
        try Manifests.object(kind)?["webhooks"]?.elements.map(Registration.init) ?? []
    }

    private func strings(_ list: Value?) -> [String] { list?.elements.compactMap(\.string) ?? [] }
}
