/// What a loop lends to one connection at a time, so that connections which wait hold no buffers.
struct Turn: ~Copyable {
    /// TLS hands out one record at a time, of at most 16 KiB.
    static let inputSize = 16 << 10
    /// Answers to pipelined requests are gathered up to this before they are written: two TLS records.
    static let outputGathered = 32 << 10
    /// Memory of a larger answer is given back.
    static let outputKept = 256 << 10
    /// How much one connection may read before others have their turn: as much as a socket's buffer mostly holds.
    static let readBudget = 256 << 10
    /// What one read is taken for at least: a record of a byte costs a microsecond or two, as one of 1 KiB does (Go
    /// begins with records of that size). So a turn of one connection has 256 reads at most, half a millisecond.
    private static let leastRead = 1 << 10
    /// A look at what is ready takes microseconds; whoever was away for longer has waited.
    private static let look = Duration.milliseconds(1)

    var input = [UInt8](repeating: 0, count: inputSize)
    var output: [UInt8] = []
    /// Memory for the body of an answer.
    var body: [UInt8] = []
    /// Memory for the body of a request, where one has left some.
    var spare: SpareMemory
    var now: Instant
    /// Before this, nothing has come of what is there to be read now.
    var arrival: Instant
    /// The server is stopping: every answer is the last on its connection.
    var isLast = false
    /// It takes no more connections in.
    var isClosed = false
    /// When it began.
    private var start: Instant

    /// The first one.
    init(at now: Instant, bodies: BodyBudget) {
        spare = SpareMemory(of: bodies)
        self.now = now
        arrival = now
        start = now
    }

    /// Takes the memory of an answer's body back for the next one.
    mutating func keep(_ body: [UInt8]) {
        if body.capacity <= Self.outputKept { self.body = body }
    }

    /// What a read of so many bytes takes of the budget.
    static func cost(ofReading count: Int) -> Int { max(count, leastRead) }

    /// The next one.
    /// - Parameters:
    ///   - waiting: since when the loop had nothing to do but wait, or has looked whether it had.
    ///   - start: when that was over.
    mutating func begin(at start: Instant, after waiting: Instant) {
        // A wait that found nothing at first: what there is has just come.
        let hasWaited = start - waiting > Self.look
        // Otherwise it came while the last turn went on, and has waited for no longer than that took. (Where more is
        // ready than the poller tells of at once, for a few turns of 2 ms.)
        arrival = hasWaited ? start : start + .nanoseconds(self.start.nanoseconds - waiting.nanoseconds)
        self.start = start
        now = start
    }
}
