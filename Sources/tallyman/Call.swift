internal import Admission

/// One call of a webhook, and how much time it has.
struct Call: Sendable {
    let endpoint: Admission.Endpoint
    private let start = ContinuousClock.now
    private let timeout: Duration?

    /// `timeoutSeconds` of a registration that does not say it.
    private static let usualTimeout = Duration.seconds(10)

    init(to endpoint: Admission.Endpoint, timeout: Duration?) {
        self.endpoint = endpoint
        self.timeout = timeout
    }

    /// How long look-ups may take yet: a tenth of the time is left for the way back.
    var timeLeft: Duration { max(.zero, (timeout ?? Self.usualTimeout) * 9 / 10 - elapsed) }

    var microseconds: Int { Int(elapsed / .microseconds(1)) }

    /// Whether the API server has given up by now.
    var isLate: Bool { timeout.map { elapsed > $0 } ?? false }

    private var elapsed: Duration { start.duration(to: .now) }
}
