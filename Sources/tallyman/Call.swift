internal import Admission
internal import Webhook

/// One call of a webhook, and how much time it has.
struct Call: Sendable {
    let endpoint: Admission.Endpoint
    private let start = ContinuousClock.now
    private let query: String?
    /// How long it had waited before it was looked at.
    var waited = Duration.zero

    /// `timeoutSeconds` of a registration that does not say it.
    static let usualTimeout = Duration.seconds(10)
    /// No call has less time: what is left of a whole second, where a request has several webhooks.
    private static let shortestTimeout = Duration.milliseconds(1)

    /// - Parameter query: of the request; it is read where its time matters, which most calls never come to.
    init(to endpoint: Admission.Endpoint, query: String?) {
        self.endpoint = endpoint
        self.query = query
    }

    private var timeout: Duration? { CallTimeout.read(from: query) }

    /// How long look-ups may take yet: a tenth of the time is left for the way back.
    var timeLeft: Duration { max(.zero, (timeout ?? Self.usualTimeout) * 9 / 10 - waited - elapsed) }

    /// Since it came.
    var elapsed: Duration { start.duration(to: .now) }

    /// Whether the API server has given up when so much time has gone.
    func isLate(after time: Duration) -> Bool {
        let time = waited + time
        return time > Self.shortestTimeout && timeout.map { time > $0 } ?? false
    }
}
