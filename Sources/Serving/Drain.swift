/// How a server comes to its end once it has been told to stop.
///
///     told ──────────── delay ───────────▶ ──── what is in flight ────▶ limit
///     not ready, every answer is the last   the listener is closed       the rest is cut off
///     on its connection, new ones come in
package struct Drain: Sendable, Equatable {
    /// How long new connections are still taken in. A Pod that goes is taken out of its EndpointSlice at once, but each
    /// node's kube-proxy hears of it in a second or two, a busy or far one later; until then it sends calls here.
    package static let defaultDelay = Duration.seconds(10)
    /// From being told to the end, the delay included: Kubernetes kills 30 s after SIGTERM, so 5 s less than that. The
    /// last call may come at 10 s and then take the 10 s that a webhook call has by default, and 5 s to spare.
    package static let defaultLimit = Duration.seconds(25)

    package var delay: Duration
    package var limit: Duration

    package init(delay: Duration = defaultDelay, limit: Duration = defaultLimit) {
        self.delay = delay
        self.limit = limit
    }
}
