internal import Kubernetes

/// The request for a page of whole objects.
struct ListQuery {
    /// As client-go's pager has it.
    private static let size = 500
    /// 500 objects of 64 KiB each; where there are larger ones, pages get shorter. An object has 1.5 MiB at most.
    private static let bytes = 32 << 20

    private let selection: Selection
    private var size = Self.size
    /// What `metadata.continue` of the page before says; nil: it is the first.
    var token: String?

    /// nil: nothing can be in a namespace of this name.
    init?(_ selection: Selection) {
        if let namespace = selection.namespace, NameForm.label.problem(with: namespace) != nil { return nil }
        self.selection = selection
    }

    /// Asks for half as many objects at a time; false where it is down to one.
    mutating func halve() -> Bool {
        size /= 2
        return size > 0
    }

    var query: APIQuery {
        let base = selection.group.isEmpty ? "/api" : "/apis/\(selection.group)"
        let folder = selection.namespace.map { "/namespaces/\($0)" } ?? ""
        var query = APIQuery(
            path: "\(base)/\(selection.version)\(folder)/\(selection.resource)", parameters: [("limit", "\(size)")],
            limit: Self.bytes, isSecret: true)
        if let label = selection.label { query.parameters.append(("labelSelector", label)) }
        if let token { query.parameters.append(("continue", token)) }
        return query
    }
}
