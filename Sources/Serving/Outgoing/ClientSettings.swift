/// What a client is told before it starts.
package struct ClientSettings: Sendable {
    /// Calls in flight at once besides streams; others wait their turn. An API server gives one client 10 seats or so
    /// at a time (API priority and fairness), and a call takes a few milliseconds.
    package static let defaultConnections = 8
    /// To connect and to shake hands with one address: two round trips and a signature, and a lost packet or two.
    package static let defaultConnect = Duration.seconds(5)
    /// Between calls. Servers and what stands before them mostly close after 60 s and more; it is better to be first.
    package static let defaultIdle = Duration.seconds(45)

    package var origin: Origin
    /// nil for plain HTTP.
    package var tls: ClientTLS?
    package var connections: Int
    package var connect: Duration
    package var idle: Duration
    /// How addresses are found.
    var resolve: @Sendable (_ host: String, _ then: @escaping @Sendable (Resolver.Finding) -> Void) -> Void =
        Resolver.find

    package init(
        _ origin: Origin, tls: ClientTLS?, connections: Int = defaultConnections, connect: Duration = defaultConnect,
        idle: Duration = defaultIdle
    ) {
        self.origin = origin
        self.tls = tls
        self.connections = connections
        self.connect = connect
        self.idle = idle
    }
}
