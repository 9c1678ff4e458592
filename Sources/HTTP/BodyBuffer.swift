/// A body as it comes in. Memory grows with the bytes received, at most twofold at a time, never with a length that a
/// sender only claims; of a body over the limit only the beginning is kept.
struct BodyBuffer: Sendable {
    private let limits: Limits
    private(set) var bytes: [UInt8] = []
    private(set) var overflowed = false
    /// How long the body is known to become, as far as known.
    private var announced = 0

    init(limits: Limits) {
        self.limits = limits
    }

    /// An oversize body has given all that is kept of it: there is no reason to wait for the rest.
    var isFull: Bool { overflowed && bytes.count >= limits.keptOfOversizeBody }

    /// The sender says that the body has at least `count` more bytes.
    mutating func announce(_ count: Int) {
        let (total, overflow) = bytes.count.addingReportingOverflow(count)
        announced = overflow ? Int.max : total
        guard announced > limits.body else { return }
        overflowed = true
        if bytes.count > limits.keptOfOversizeBody { bytes = Array(bytes.prefix(limits.keptOfOversizeBody)) }
    }

    mutating func append(_ piece: ArraySlice<UInt8>) {
        let kept = overflowed ? piece.prefix(limits.keptOfOversizeBody - bytes.count) : piece
        let needed = bytes.count + kept.count
        if needed > bytes.capacity {
            bytes.reserveCapacity(max(needed, min(announced, 2 * needed)))
        }
        bytes += kept
    }

    /// The body, handed over: a large one is let go of here, one of at most `capacity` bytes of memory is shared.
    mutating func take(keeping capacity: Int) -> [UInt8] {
        guard bytes.capacity > capacity else { return bytes }
        defer { bytes = [] }
        return bytes
    }

    /// Makes ready for the next body, in the memory of the last if nobody holds on to that.
    mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        overflowed = false
        announced = 0
    }
}
