internal import Synchronization

/// How a server is doing, for whoever answers its probes.
package final class ServerState: Sendable {
    private let draining = Atomic(false)
    private let tallies: [Tally]
    private let bodies: BodyBudget
    private let refusals: ClientRefusals

    init(_ tallies: [Tally], bodies: BodyBudget, refusals: ClientRefusals) {
        self.tallies = tallies
        self.bodies = bodies
        self.refusals = refusals
    }

    /// The server has been told to stop: it still answers, but wants no more clients. From any thread.
    package var isDraining: Bool { draining.load(ordering: .acquiring) }

    /// From any thread.
    package var counts: ServerCounts {
        var counts = ServerCounts()
        for tally in tallies { tally.report(to: &counts) }
        counts.bodyBytes = bodies.count
        counts.refusedClients = refusals.count
        return counts
    }

    func beginDraining() { draining.store(true, ordering: .releasing) }
}
