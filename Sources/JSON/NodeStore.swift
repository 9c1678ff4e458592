/// The nodes of a text that is being read, in room that never grows. Containers that are still open are chained.
///
/// Only `assert` checks that there is room: whoever appends has asked `hasRoom`.
@safe struct NodeStore {
    private let first: UnsafeMutablePointer<Node>
    private let limit: UnsafeMutablePointer<Node>
    private var free: UnsafeMutablePointer<Node>
    /// The innermost open container; without one, the first node.
    private var open: UnsafeMutablePointer<Node>
    /// How many containers are open.
    private(set) var depth = 0
    /// Which keys the innermost open object has: a bit for each of 32 kinds of fingerprints.
    private var seen: UInt32 = 0

    /// - Parameter capacity: for how many nodes there is room; one at least.
    init(_ first: UnsafeMutablePointer<Node>, capacity: Int) {
        unsafe self.first = first
        unsafe limit = first + capacity
        unsafe free = first
        unsafe open = first
        // Around the outermost container there is no object.
        unsafe first.initialize(to: Node(start: 0, length: 0, kind: .array))
    }

    var count: Int { unsafe free - first }
    var hasRoom: Bool { unsafe free != limit }

    var isInObject: Bool { unsafe open.pointee.kind == .object }

    /// The innermost open container and what is in it so far.
    var innermost: UnsafeBufferPointer<Node> { unsafe UnsafeBufferPointer(start: open, count: free - open) }

    /// Whether the innermost open object may have a key twice. Mostly it is known that it has not, without looking at
    /// its keys again.
    var mayHaveTwins: Bool { unsafe open.pointee.isEscaped }

    @inline(__always)
    mutating func append(_ kind: Kind, at start: Int, _ length: Int, size: UInt32 = 1, isEscaped: Bool = false) {
        assert(hasRoom)
        // A text has less than 4 GiB, see `parse`.
        unsafe free.initialize(
            to: Node(
                start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: length), size: size,
                kind: kind, isEscaped: isEscaped))
        unsafe free += 1
    }

    @inline(__always)
    mutating func appendKey(at start: Int, _ length: Int, fingerprint: UInt32, isEscaped: Bool = false) {
        let kind: UInt32 = 1 &<< fingerprint
        if seen & kind == 0 {
            seen |= kind
        } else if !mayHaveTwins, unsafe Self.mayHave(fingerprint, innermost) {
            unsafe open.pointee.isEscaped = true
        }
        append(.string, at: start, length, size: fingerprint, isEscaped: isEscaped)
    }

    /// Whether an object has a key with this fingerprint, or too many to look.
    @inline(never)
    private static func mayHave(_ fingerprint: UInt32, _ object: UnsafeBufferPointer<Node>) -> Bool {
        let nodes = unsafe object.span
        var (index, count) = (1, 0)
        while index < nodes.count {
            if nodes[index].size == fingerprint || count == DuplicateKeys.few { return true }
            index += 1 + Int(nodes[index + 1].size)
            count += 1
        }
        return false
    }

    /// Begins an object or array. While it is open, its `size` is how many bytes of nodes stand between it and the one
    /// around it, its `length` which keys had been seen when another was opened in it, and its `isEscaped` whether
    /// some may be twins.
    @inline(__always)
    mutating func begin(_ kind: Kind, at start: Int) {
        // Of the first node this is overwritten at once.
        unsafe open.pointee.length = seen
        seen = 0
        let container = unsafe free
        append(kind, at: start, 0, size: unsafe Self.distance(from: open, to: container))
        unsafe open = container
        depth &+= 1
    }

    /// Ends the innermost open container, at its closing bracket.
    @inline(__always)
    mutating func end(at bracket: Int) {
        assert(depth > 0)
        let container = unsafe open
        unsafe open = container - Int(container.pointee.size) / MemoryLayout<Node>.stride
        unsafe container.pointee.length = UInt32(truncatingIfNeeded: bracket &+ 1) &- container.pointee.start
        unsafe container.pointee.size = Self.distance(from: container, to: free) / UInt32(MemoryLayout<Node>.stride)
        unsafe container.pointee.isEscaped = false
        seen = unsafe open.pointee.length
        depth &-= 1
    }

    /// In bytes, which are less than 4 GiB: `Limits.nodes`.
    @inline(__always)
    private static func distance(
        from one: UnsafeMutablePointer<Node>, to other: UnsafeMutablePointer<Node>
    ) -> UInt32 {
        UInt32(truncatingIfNeeded: UInt(bitPattern: other) &- UInt(bitPattern: one))
    }
}
