extension Value {
    /// A number that values which mean the same (`==`) have in common, and others mostly not. It is another one in
    /// every process, so that nobody can write many values with the same.
    ///
    /// Each value within is counted by where it is, members by their keys: so their order does not matter. A list of
    /// what is still to be counted instead of recursion: values may be nested 10,000 deep.
    package var digest: Int {
        var open = [(value: self, place: 0)]
        var sum = 0
        while let (value, place) = open.popLast() {
            var hasher = Hasher()
            hasher.combine(place)
            hasher.combine(value.kind)
            switch value.kind {
            case .null: break
            case .bool: hasher.combine(value.bool)
            case .number: value.raw.hashBytes(into: &hasher)
            case .string: value.hashBytes(into: &hasher)
            case .array:
                for (index, element) in value.elements.enumerated() {
                    open.append((element, Self.place(in: place) { $0.combine(index) }))
                }
            case .object:
                for member in value.members {
                    open.append((member.value, Self.place(in: place) { member.key.hashBytes(into: &$0) }))
                }
            }
            sum &+= hasher.finalize()
        }
        return sum
    }

    private static func place(in outer: Int, _ feed: (inout Hasher) -> Void) -> Int {
        var hasher = Hasher()
        hasher.combine(outer)
        feed(&hasher)
        return hasher.finalize()
    }
}
