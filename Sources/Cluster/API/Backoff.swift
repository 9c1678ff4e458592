/// How long to wait before trying again: twice as long each time, and never in step with others.
struct Backoff {
    private static let first = Duration.milliseconds(500)
    private static let longest = Duration.seconds(30)

    private var next = first

    /// The next pause, up to a fifth shorter or longer.
    mutating func pause() -> Duration {
        defer { next = min(next * 2, Self.longest) }
        return next * Double.random(in: 0.8...1.2)
    }

    /// It has worked.
    mutating func reset() {
        next = Self.first
    }
}
