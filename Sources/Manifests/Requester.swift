internal import JSON

/// Who is taken to apply the manifests.
package struct Requester: Sendable {
    let user: String
    let groups: [String]

    /// - Parameter groups: all of them, also those that the API server puts everybody into.
    package init(user: String, groups: [String]) {
        self.user = user
        self.groups = groups
    }

    func write(to writer: inout Writer) {
        writer.beginObject()
        writer.key("username")
        writer.string(user)
        writer.key("groups")
        writer.beginArray()
        for group in groups { writer.string(group) }
        writer.endArray()
        writer.endObject()
    }
}
