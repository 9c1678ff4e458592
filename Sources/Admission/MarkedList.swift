internal import JSON

/// A list with marks in it.
struct MarkedList {
    /// Elements from one mark to the next. A mark takes 24 bytes, and 64 elements with their commas 128 at least.
    static let stride = 64

    /// What begins at each mark, as far as the list has been gone over.
    private var marks: [Elements]

    /// - Parameter list: in anything else there are no elements.
    init(_ list: Value) { marks = [list.elements] }

    mutating func element(_ index: Int, counting steps: inout Int) -> Value? {
        let mark = min(index / Self.stride, marks.count - 1)
        var rest = marks[mark]
        var at = mark * Self.stride
        while let element = rest.next() {
            steps += 1
            if at == index { return element }
            at += 1
            // Past a mark goes only who started at the last one.
            if at.isMultiple(of: Self.stride) { marks.append(rest) }
        }
        return nil
    }
}
