internal import JSON

/// "May this user do this?", as a SubjectAccessReview asks it.
package struct AccessReview: Sendable {
    package let user: String
    package let uid: String
    /// Without duplicates and in order, as their order means nothing.
    package let groups: [String]
    package let extra: [String: [String]]
    /// `get`, `create`, `deletecollection` …
    package let verb: String
    /// Empty for the core group.
    package let group: String
    /// Plural, in lower case: `secrets`.
    package let resource: String
    package let subresource: String
    /// Empty for all of that resource.
    package let name: String
    /// Empty for a resource in no namespace, and for "in all namespaces".
    package let namespace: String
    /// The body of a POST to `/apis/authorization.k8s.io/v1/subjectaccessreviews`, always the same for the same question.
    /// Kept, as whoever looks for an answer at hand compares it.
    package private(set) var json: [UInt8] = []

    package init(
        user: String, uid: String = "", groups: [String] = [], extra: [String: [String]] = [:], verb: String,
        group: String = "", resource: String, subresource: String = "", name: String = "", namespace: String = ""
    ) {
        self.user = user
        self.uid = uid
        self.groups = Self.sorted(groups)
        self.extra = extra
        self.verb = verb
        self.group = group
        self.resource = resource
        self.subresource = subresource
        self.name = name
        self.namespace = namespace
        json = written
    }

    private static func sorted(_ groups: [String]) -> [String] {
        groups.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.reduce(into: []) { sorted, group in
            if sorted.last?.isExactly(group) != true { sorted.append(group) }
        }
    }
}

extension AccessReview: Hashable {
    /// Two are the same if the same would be asked, byte for byte: their answers may stand for each other.
    package static func == (left: AccessReview, right: AccessReview) -> Bool { left.json == right.json }

    package func hash(into hasher: inout Hasher) { hasher.combine(json) }
}

extension AccessReview {
    /// Empty fields are left out, the version of the resource too: authorizers read that as "in every version".
    private var written: [UInt8] {
        var writer = Writer(capacity: 512)
        writer.beginObject()
        writer.text("apiVersion", "authorization.k8s.io/v1")
        writer.text("kind", "SubjectAccessReview")
        writer.key("spec")
        writer.beginObject()
        writer.text("user", user)
        writer.text("uid", uid)
        if !groups.isEmpty { writer.list("groups", groups) }
        if !extra.isEmpty {
            writer.key("extra")
            writer.beginObject()
            for (key, values) in extra.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                writer.list(key, values)
            }
            writer.endObject()
        }
        writer.key("resourceAttributes")
        writer.beginObject()
        writer.text("namespace", namespace)
        writer.text("verb", verb)
        writer.text("group", group)
        writer.text("resource", resource)
        writer.text("subresource", subresource)
        writer.text("name", name)
        writer.endObject()
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }
}

extension Writer {
    /// A member with a text, unless that is empty.
    fileprivate mutating func text(_ name: String, _ text: String) {
        guard !text.isEmpty else { return }
        key(name)
        string(text)
    }

    fileprivate mutating func list(_ name: String, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }
}
