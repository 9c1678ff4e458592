/// How reading something again has gone so far.
struct Reloads: Sendable {
    private(set) var successes = 0
    private(set) var failures = 0
    /// When what is in use was taken into it, in seconds since 1970.
    private(set) var lastSuccess: Int
    /// Why what is in the files is not what is in use; nil: it is.
    private(set) var problem: String?

    /// - Parameter start: when it was read first.
    init(since start: Int) { lastSuccess = start }

    mutating func succeed(at time: Int) {
        successes += 1
        lastSuccess = time
        problem = nil
    }

    mutating func fail(_ why: String) {
        failures += 1
        problem = why
    }

    /// The files are again what is in use.
    mutating func settle() { problem = nil }
}
