/// Looks up members of one object, one after the other.
///
/// Who writes objects does so in one order, and who reads them knows it: each search begins behind the member that was
/// found last, and goes round once, so that members asked for in their order are all found in one pass.
package struct MemberSearch {
    private let document: Document
    private let first: Int
    private let end: Int
    private var next: Int

    /// - Parameter value: the object; in anything else nothing is found.
    package init(in value: Value) {
        document = value.document
        first = value.index + 1
        end = value.kind == .object ? value.index + Int(value.node.size) : first
        next = first
    }

    /// Index of the value of a member; nil where there is none, and where it is `null`.
    package mutating func index(of key: String) -> Int? {
        guard let index = document.member(key, from: next, to: end) ?? document.member(key, from: first, to: next)
        else { return nil }
        let node = document.node(at: index)
        next = index + Int(node.size)
        return node.kind == .null ? nil : index
    }
}
