package import HTTP

/// What a server is told before it starts.
package struct ServerSettings: Sendable {
    /// Over all loops. The API server opened 175 in a burst of 200 calls; a connection costs some 20 KiB, so this many
    /// cost 200 MiB at worst.
    package static let defaultConnections = 10_000

    /// Bytes of large bodies over all connections: three of the largest. Up to 192 MiB are written to for them (while one
    /// of unknown length is moved, it is there twice), and deciding on one takes four times its size again: that fits
    /// in the 512 MiB of a pod unless all come at once.
    package static let defaultBodies = 3 * Limits.defaultBody

    /// Where requests come in, over TLS.
    package var listen: Endpoint
    package var tls: TLSSettings
    /// Where probes come in, over plain HTTP; nil for nowhere.
    package var admin: Endpoint?
    /// How many threads serve. nil is one for each core the process may use.
    package var loops: Int?
    package var connections: Int
    /// At least one body of the largest size is always taken.
    package var bodies: Int
    package var limits: Limits
    package var timeouts: Timeouts

    package init(
        listen: Endpoint, tls: TLSSettings, admin: Endpoint? = nil, loops: Int? = nil,
        connections: Int = defaultConnections, bodies: Int = defaultBodies, limits: Limits = Limits(),
        timeouts: Timeouts = Timeouts()
    ) {
        self.listen = listen
        self.tls = tls
        self.admin = admin
        self.loops = loops
        self.connections = connections
        self.bodies = bodies
        self.limits = limits
        self.timeouts = timeouts
    }
}
