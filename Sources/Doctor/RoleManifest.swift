internal import Admission
internal import JSON
internal import Kubernetes
internal import YAML

/// A role, with its binding where it is known whose it is, as YAML for `kubectl apply -f -`.
struct RoleManifest {
    struct Rule {
        let group: String
        let resources: [String]
        let verbs: [String]

        init(_ group: String, _ resources: [String], _ verbs: [String]) {
            (self.group, self.resources, self.verbs) = (group, resources, verbs)
        }
    }

    let name: String
    /// nil: a ClusterRole.
    var namespace: String?
    let rules: [Rule]
    /// ServiceAccounts; none: a role without a binding.
    var subjects: [ObjectName] = []

    /// Several objects are in one List: unlike documents with `---` between them, it may be pasted with its indentation.
    var yaml: String { Self.yaml([self]) }

    /// Several roles in one text.
    static func yaml(_ roles: [RoleManifest]) -> String {
        var writer = Writer(capacity: 1_024)
        let count = roles.reduce(0) { $0 + ($1.subjects.isEmpty ? 1 : 2) }
        if count > 1 {
            writer.beginObject()
            writer.member("apiVersion", "v1")
            writer.member("kind", "List")
            writer.key("items")
            writer.beginArray()
        }
        for role in roles {
            role.writeRole(to: &writer)
            if !role.subjects.isEmpty { role.writeBinding(to: &writer) }
        }
        if count > 1 {
            writer.endArray()
            writer.endObject()
        }
        // What the writer has written is JSON.
        return (try? Parser.parse(writer.bytes)).map { BlockText.write($0.root) } ?? ""
    }

    private var kind: String { namespace == nil ? "ClusterRole" : "Role" }

    private func begin(_ kind: String, _ writer: inout Writer) {
        writer.beginObject()
        writer.member("apiVersion", "\(AccessRules.group)/v1")
        writer.member("kind", kind)
        writer.key("metadata")
        writer.beginObject()
        writer.member("name", name)
        if let namespace { writer.member("namespace", namespace) }
        writer.endObject()
    }

    private func writeRole(to writer: inout Writer) {
        begin(kind, &writer)
        writer.key("rules")
        writer.beginArray()
        for rule in rules {
            writer.beginObject()
            writer.member("apiGroups", [rule.group])
            writer.member("resources", rule.resources)
            writer.member("verbs", rule.verbs)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func writeBinding(to writer: inout Writer) {
        begin("\(kind)Binding", &writer)
        writer.key("roleRef")
        writer.beginObject()
        writer.member("apiGroup", AccessRules.group)
        writer.member("kind", kind)
        writer.member("name", name)
        writer.endObject()
        writer.key("subjects")
        writer.beginArray()
        for subject in subjects {
            writer.beginObject()
            writer.member("kind", "ServiceAccount")
            writer.member("name", subject.name)
            writer.member("namespace", subject.namespace)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}

extension Writer {
    mutating func member(_ name: String, _ text: String) {
        key(name)
        string(text)
    }

    mutating func member(_ name: String, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }

    mutating func member(_ name: String, _ number: Int) {
        key(name)
        integer(number)
    }
}
