/// What a loop lends to one connection at a time, so that connections which wait hold no buffers.
struct Turn {
    /// TLS hands out one record at a time, of at most 16 KiB.
    static let inputSize = 16 << 10
    /// Answers to pipelined requests are gathered up to this before they are written: two TLS records.
    static let outputGathered = 32 << 10
    /// Memory of a larger answer is given back.
    static let outputKept = 256 << 10
    /// How much one connection may read before others have their turn: as much as a socket's buffer mostly holds.
    static let readBudget = 256 << 10

    var input = [UInt8](repeating: 0, count: inputSize)
    var output: [UInt8] = []
    var now: Instant
    /// Before this, nothing has come of what is there to be read now.
    var arrival: Instant
    /// The server is stopping: every answer is the last on its connection.
    var isLast = false
    /// It takes no more connections in.
    var isClosed = false
}
