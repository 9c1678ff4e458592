internal import JSON

extension AccessReview {
    /// The body of a POST to `/apis/authorization.k8s.io/v1/subjectaccessreviews`, always the same for the same
    /// question.
    ///
    /// Empty fields are left out, the version of the resource too: authorizers read that as "in every version".
    package var json: [UInt8] {
        var writer = Writer(capacity: 512)
        writer.beginObject()
        writer.text("apiVersion", "authorization.k8s.io/v1")
        writer.text("kind", "SubjectAccessReview")
        writer.key("spec")
        writer.beginObject()
        writer.user("user", user, uid, groups, extra)
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

    /// - Parameter nameKey: what the user's name is called.
    mutating func user(
        _ nameKey: String, _ name: String, _ uid: String, _ groups: [String], _ extra: [(key: String, values: [String])]
    ) {
        text(nameKey, name)
        text("uid", uid)
        if !groups.isEmpty { list("groups", groups) }
        guard !extra.isEmpty else { return }
        key("extra")
        beginObject()
        for (key, values) in extra { list(key, values) }
        endObject()
    }

    fileprivate mutating func list(_ name: String, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }
}
