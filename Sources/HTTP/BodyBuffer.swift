/// A body as it comes in. Memory grows with the bytes received, never with a length that a sender only claims; of a body
/// over the limit only the beginning is kept.
struct BodyBuffer: Sendable {
    /// How many times what has come is set aside at once. Of an announced body hardly anything is moved then: 6 MB
    /// come to rest after moves of 128 KB and 1.2 MB. What is not written to is no memory yet, only addresses.
    private static let foresight = 8
    /// The same where nobody knows how much will come.
    private static let growth = 2

    private let limits: Limits
    /// Growing copies what has come and leaves the old memory as it is. A body that must not is given all at once.
    private let moves: Bool
    private(set) var bytes: [UInt8] = []
    private(set) var overflowed = false
    /// The length of the whole, where it was given beforehand.
    private var length: Int?
    /// Bytes of the memory that it has been lent; 0 if it has not.
    private var lent = 0

    init(limits: Limits, moves: Bool = true) {
        self.limits = limits
        self.moves = moves
    }

    /// Bytes of memory that are taken up: those that have come, and all of what was lent, as that has been written to.
    var occupied: Int { max(bytes.count, lent) }

    /// An oversize body has given all that is kept of it: there is no reason to wait for the rest.
    var isFull: Bool { overflowed && bytes.count >= limits.keptOfOversizeBody }

    /// The sender says that the whole body has `count` bytes.
    mutating func announce(length: Int) {
        self.length = length
        if length > limits.body { overflow() }
    }

    /// The sender says that `count` more bytes come next.
    mutating func announce(chunk count: Int) {
        // Not a sum, which could overflow.
        if count > limits.body - bytes.count { overflow() }
    }

    mutating func append(_ piece: ArraySlice<UInt8>) {
        let kept = overflowed ? piece.prefix(limits.keptOfOversizeBody - bytes.count) : piece
        let needed = bytes.count + kept.count
        if needed > bytes.capacity {
            // Memory that is set aside costs nothing until it is written to.
            let whole = moves ? needed : length ?? limits.body
            // Multiplying keeps the cost linear; a known length keeps the last step from going too far.
            let ahead = length.map { min($0, Self.foresight * needed) } ?? Self.growth * needed
            bytes.reserveCapacity(max(whole, ahead))
        }
        bytes += kept
    }

    /// Goes on in memory that is there already, where the whole body fits in, and fills half of it at least. Its own
    /// memory is let go of. False if it does not.
    mutating func move(into memory: inout [UInt8]) -> Bool {
        guard let length, !overflowed, bytes.capacity < length, (memory.capacity / 2...memory.capacity) ~= length else {
            return false
        }
        lent = memory.capacity
        memory.removeAll(keepingCapacity: true)
        memory += bytes
        bytes = memory
        memory = []
        return true
    }

    private mutating func overflow() {
        overflowed = true
        if bytes.count > limits.keptOfOversizeBody { bytes = Array(bytes.prefix(limits.keptOfOversizeBody)) }
    }

    /// The body, handed over: a large one is let go of here, one of at most `capacity` bytes of memory is shared.
    mutating func take(keeping capacity: Int) -> [UInt8] {
        lent = 0
        guard bytes.capacity > capacity else { return bytes }
        defer { bytes = [] }
        return bytes
    }

    /// Makes ready for the next body, in the memory of the last if nobody holds on to that.
    mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        overflowed = false
        length = nil
        lent = 0
    }
}
