package import JSON

/// "May this user do this?", as a SubjectAccessReview asks it. An object, as each look-up would otherwise copy all
/// of it several times.
package final class AccessReview: Sendable {
    /// Who is meant, as a review's `userInfo` has it: an object, read in place. nil: a user without a name in no group.
    let userInfo: Value?
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

    /// - Parameter userInfo: of a review. Nothing is read of it before somebody wants to know.
    package init(
        of userInfo: Value?, verb: String, group: String = "", resource: String, subresource: String = "",
        name: String = "", namespace: String = ""
    ) {
        self.userInfo = userInfo?.kind == .object ? userInfo : nil
        self.verb = verb
        self.group = group
        self.resource = resource
        self.subresource = subresource
        self.name = name
        self.namespace = namespace
    }

    package convenience init(
        user: String, uid: String = "", groups: [String] = [], extra: [String: [String]] = [:], verb: String,
        group: String = "", resource: String, subresource: String = "", name: String = "", namespace: String = ""
    ) {
        var writer = Writer()
        writer.beginObject()
        writer.user("username", user, uid, groups, extra.map { ($0.key, $0.value) })
        writer.endObject()
        // What the writer wrote is JSON.
        let userInfo = (try? Parser.parse(writer.bytes))?.root
        self.init(
            of: userInfo, verb: verb, group: group, resource: resource, subresource: subresource, name: name,
            namespace: namespace)
    }

    /// The same question for longer than its review is at hand: it keeps no more of that than who is meant.
    package var kept: AccessReview {
        AccessReview(
            of: userInfo?.detached, verb: verb, group: group, resource: resource, subresource: subresource, name: name,
            namespace: namespace)
    }
}

extension AccessReview {
    package var user: String { userInfo?["username"]?.string ?? "" }
    package var uid: String { userInfo?["uid"]?.string ?? "" }

    /// Without duplicates and in order, as their order means nothing.
    package var groups: [String] {
        let groups = userInfo?["groups"]?.elements.compactMap(\.string) ?? []
        return groups.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.reduce(into: []) { sorted, group in
            if sorted.last?.isExactly(group) != true { sorted.append(group) }
        }
    }

    /// In the order of the keys' bytes. No dictionary, which would take some keys for the same that are not.
    package var extra: [(key: String, values: [String])] {
        guard let extra = userInfo?["extra"] else { return [] }
        return extra.members.map { ($0.key, $0.value.elements.compactMap(\.string)) }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}

extension AccessReview: Hashable {
    /// Two are the same if the same would be asked, byte for byte: their answers may stand for each other. An API
    /// server writes the same user in the same way each time, so that mostly there is no need to read what it wrote.
    package static func == (left: AccessReview, right: AccessReview) -> Bool {
        if left === right { return true }
        guard left.name.isExactly(right.name), left.namespace.isExactly(right.namespace),
            left.verb.isExactly(right.verb), left.group.isExactly(right.group),
            left.resource.isExactly(right.resource), left.subresource.isExactly(right.subresource)
        else { return false }
        if let one = left.userInfo, let other = right.userInfo, one.isWritten(like: other) { return true }
        return left.json == right.json
    }

    /// Of the user what tells most of them apart: a token's id, with which the same account comes a thousand times, is
    /// in `extra`.
    package func hash(into hasher: inout Hasher) {
        name.hashBytes(into: &hasher)
        namespace.hashBytes(into: &hasher)
        guard let userInfo else { return "".hashBytes(into: &hasher) }
        if let user = userInfo["username"] { user.hashBytes(into: &hasher) } else { "".hashBytes(into: &hasher) }
        guard let extra = userInfo["extra"] else { return }
        // The order of its members means nothing.
        var sum = 0
        for member in extra.members {
            var hasher = Hasher()
            member.key.hashBytes(into: &hasher)
            for value in member.value.elements where value.kind == .string { value.hashBytes(into: &hasher) }
            sum &+= hasher.finalize()
        }
        if sum != 0 { hasher.combine(sum) }
    }
}
