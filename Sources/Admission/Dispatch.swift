/// Which of a policy's rules a request has to be shown to, by what it does to which resource: looked up once for each
/// review, however many rules there are.
struct Dispatch: Sendable {
    private struct Row {
        let operation: Operation
        let resource: String
        let group: String
        var rules: RuleBits
    }

    private var rows: [Row] = []

    /// - Parameter scopes: of each rule, by its place among all.
    init(_ scopes: [[Scope]]) {
        for (index, scopes) in scopes.enumerated() {
            for scope in scopes { for operation in scope.operations { add(index, scope, operation) } }
        }
    }

    private mutating func add(_ index: Int, _ scope: Scope, _ operation: Operation) {
        let known = rows.firstIndex {
            $0.operation == operation && $0.resource == scope.resource && $0.group == scope.group
        }
        let row = known ?? rows.endIndex
        if known == nil {
            rows.append(Row(operation: operation, resource: scope.resource, group: scope.group, rules: RuleBits()))
        }
        rows[row].rules.insert(index)
    }

    /// The rules that are for a review, their reach aside.
    func rules(for review: Review) -> RuleBits {
        // By index, as a closure would be given a copy of each row.
        for at in rows.indices
        where rows[at].operation == review.operation && review.concerns(rows[at].resource, in: rows[at].group) {
            return rows[at].rules
        }
        return RuleBits()
    }

    /// What `rules` may say.
    var all: [RuleBits] { [RuleBits()] + rows.map(\.rules) }
}
