extension Value: Equatable {
    /// Whether two values mean the same: members in any order, strings by their text, numbers as written.
    ///
    /// A list of pairs still to compare instead of recursion: values may be nested 10,000 deep.
    package static func == (left: Value, right: Value) -> Bool {
        var open = [(left, right)]
        while let (left, right) = open.popLast() {
            guard left.kind == right.kind else { return false }
            switch left.kind {
            case .null: continue
            case .bool: guard left.bool == right.bool else { return false }
            case .number: guard left.raw == right.raw else { return false }
            case .string: guard left.utf8 == right.utf8 else { return false }
            case .array: guard pair(left.elements, right.elements, into: &open) else { return false }
            case .object: guard pair(left.members, right.members, into: &open) else { return false }
            }
        }
        return true
    }

    private static func pair(_ left: Elements, _ right: Elements, into open: inout [(Value, Value)]) -> Bool {
        var right = right
        for element in left {
            guard let other = right.next() else { return false }
            open.append((element, other))
        }
        return right.next() == nil
    }

    /// The API server writes members sorted, so the same objects mostly have them in the same order.
    private static func pair(_ left: Members, _ right: Members, into open: inout [(Value, Value)]) -> Bool {
        var inOrder = right
        var byKey: [[UInt8]: Value]?
        var count = 0
        for member in left {
            count += 1
            let key = member.key
            if byKey == nil, let other = inOrder.next(), other.has(key) {
                open.append((member.value, other.value))
                continue
            }
            let others = byKey ?? Dictionary(right.map { (Array($0.key.utf8), $0.value) }, uniquingKeysWith: { $1 })
            byKey = others
            guard let other = others[Array(key.utf8)] else { return false }
            open.append((member.value, other))
        }
        return byKey.map { $0.count == count } ?? (inOrder.next() == nil)
    }
}
