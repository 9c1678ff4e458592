/// Which phase a connection is in, and until when it may be.
struct PhaseClock: Sendable {
    private let timeouts: Timeouts
    private(set) var phase: ConnectionPhase
    private(set) var deadline: Instant

    init(_ timeouts: Timeouts, at now: Instant) {
        self.timeouts = timeouts
        phase = .handshake
        deadline = now + timeouts.handshake
    }

    /// Begins a phase, be it the same one once more.
    mutating func enter(_ phase: ConnectionPhase, at now: Instant) {
        self.phase = phase
        deadline = now + limit(of: phase)
    }

    /// Goes on: in another phase with a new deadline, in the same phase with the old one, whatever came in.
    mutating func remain(in phase: ConnectionPhase, at now: Instant) {
        if phase != self.phase { enter(phase, at: now) }
    }

    /// Has the phase end at `instant` unless it ends before.
    mutating func end(by instant: Instant) { deadline = min(deadline, instant) }

    func isOver(at now: Instant) -> Bool { deadline <= now }

    private func limit(of phase: ConnectionPhase) -> Duration {
        switch phase {
        case .handshake: timeouts.handshake
        case .idle: timeouts.idle
        case .head: timeouts.head
        case .body: timeouts.body
        case .answering: timeouts.answer
        case .writing: timeouts.write
        case .lingering: timeouts.linger
        }
    }
}
