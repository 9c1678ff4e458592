internal import JSON

/// Reads an object by paths, many of which may lead into one list.
///
/// An element is found by going over those before it: 85,000 steps for a late one of a long list. So each list is gone
/// over once, and what is asked for after that, in whatever order, is near a mark.
struct FieldReader {
    private let object: Value
    /// By the place of the list.
    private var lists: [Int: MarkedList] = [:]
    /// Elements gone over so far.
    private(set) var steps = 0

    init(_ object: Value) { self.object = object }

    /// What stands there; nil where there is nothing, or null.
    mutating func value(at path: FieldPath) -> Value? {
        var value = object
        for step in path.steps {
            let next: Value? =
                switch step {
                case .field(let name), .key(let name): value[name]
                case .index(let index):
                    lists[value.index, default: MarkedList(value)].element(index, counting: &steps)
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }
}
