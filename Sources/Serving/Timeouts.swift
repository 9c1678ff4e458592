/// How long a connection may stay in each phase. Each counts from the beginning of the phase and is not extended by
/// bytes that trickle in.
package struct Timeouts: Sendable, Equatable {
    /// Two round trips and one signature: under a second even across continents; a webhook call may take 10 s in all.
    package static let defaultHandshake = Duration.seconds(10)
    /// From the first byte of a head to its last; it fits in one packet.
    package static let defaultHead = Duration.seconds(10)
    /// No webhook call takes longer than 30 s, so no body that takes longer is still wanted.
    package static let defaultBody = Duration.seconds(30)
    /// For an answer that is found elsewhere: as for a body. What finds it has a deadline of its own, the webhook
    /// call's, so this one means that something is broken.
    package static let defaultAnswer = Duration.seconds(30)
    /// The API server drops idle connections after 90 s. It must be the first, as it does not send a call again whose
    /// connection was closed by us: 90 s, and a third.
    package static let defaultIdle = Duration.seconds(120)
    /// As for a body.
    package static let defaultWrite = Duration.seconds(30)
    /// For the client to read the last answer and close its side: one round trip, and retransmissions of it.
    package static let defaultLinger = Duration.seconds(3)

    /// For each part of a probe: the kubelet gives one a second by default, on a connection of its own, and it comes
    /// in one packet. Five times that; who asks now and then, as Prometheus does, connects anew.
    private static let probe = Duration.seconds(5)
    /// For a client to read the metrics: Prometheus gives a scrape 10 s by default.
    private static let scrape = Duration.seconds(10)

    package var handshake: Duration
    package var head: Duration
    package var body: Duration
    package var answer: Duration
    package var idle: Duration
    package var write: Duration
    package var linger: Duration

    package init(
        handshake: Duration = defaultHandshake, head: Duration = defaultHead, body: Duration = defaultBody,
        answer: Duration = defaultAnswer, idle: Duration = defaultIdle, write: Duration = defaultWrite,
        linger: Duration = defaultLinger
    ) {
        self.handshake = handshake
        self.head = head
        self.body = body
        self.answer = answer
        self.idle = idle
        self.write = write
        self.linger = linger
    }

    /// The same, and where that is more, what probes need: any client can reach their port, and there are few places.
    var forProbes: Timeouts {
        Timeouts(
            handshake: min(handshake, Self.probe), head: min(head, Self.probe), body: min(body, Self.probe),
            answer: answer, idle: min(idle, Self.probe), write: min(write, Self.scrape), linger: linger)
    }
}
