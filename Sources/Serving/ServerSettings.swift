package import HTTP

/// What a server is told before it starts.
package struct ServerSettings: Sendable {
    /// Over all loops. The API server opened 175 in a burst of 200 calls; a connection costs some 20 KiB, so this many
    /// cost 200 MiB at worst.
    package static let defaultConnections = 10_000

    /// Where requests come in, over TLS.
    package var listen: Endpoint
    package var tls: TLSSettings
    /// Where probes come in, over plain HTTP; nil for nowhere.
    package var admin: Endpoint?
    /// How many threads serve. nil is one for each core the process may use.
    package var loops: Int?
    package var connections: Int
    package var limits: Limits
    package var timeouts: Timeouts

    package init(
        listen: Endpoint, tls: TLSSettings, admin: Endpoint? = nil, loops: Int? = nil,
        connections: Int = defaultConnections, limits: Limits = Limits(), timeouts: Timeouts = Timeouts()
    ) {
        self.listen = listen
        self.tls = tls
        self.admin = admin
        self.loops = loops
        self.connections = connections
        self.limits = limits
        self.timeouts = timeouts
    }
}
