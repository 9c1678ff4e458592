package import HTTP

/// What a server is told before it starts.
package struct ServerSettings: Sendable {
    /// Over all loops. The API server opened 175 in a burst of 200 calls. One costs some 15 KiB, and 50 at worst: that,
    /// a request that is not counted (`BodyShare.free`) and a record of TLS, each but for its last byte. So all of them
    /// cost 200 MiB at worst.
    package static let defaultConnections = 4_000

    /// Bytes of large bodies over all connections: three of the largest. Up to 192 MiB are written to for them (while one
    /// of unknown length is moved, it is there twice), and deciding on one takes four times its size again: that fits
    /// in the 512 MiB of a pod unless all come at once. Memory that one leaves to the next is in it (`SpareMemory`).
    package static let defaultBodies = 3 * Limits.defaultBody

    /// Requests whose answers come later, such as reviews that wait for a look-up. Each holds a body of up to 16 KiB
    /// that is not counted elsewhere and four times that for what was read of it: 80 MiB. At eight look-ups at a time
    /// that take 5 ms each, the last of them is answered within a second.
    package static let defaultPending = 1_000

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
    package var pending: Int
    package var limits: Limits
    package var timeouts: Timeouts
    package var drain: Drain
    /// How often it is looked whether a loop is stuck; not for people to set.
    package var watchdog: Duration

    package init(
        listen: Endpoint, tls: TLSSettings, admin: Endpoint? = nil, loops: Int? = nil,
        connections: Int = defaultConnections, bodies: Int = defaultBodies, pending: Int = defaultPending,
        limits: Limits = Limits(), timeouts: Timeouts = Timeouts(), drain: Drain = Drain(),
        watchdog: Duration = .seconds(5)
    ) {
        self.listen = listen
        self.tls = tls
        self.admin = admin
        self.loops = loops
        self.connections = connections
        self.bodies = bodies
        self.pending = pending
        self.limits = limits
        self.timeouts = timeouts
        self.drain = drain
        self.watchdog = watchdog
    }
}
