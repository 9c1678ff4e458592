import Glibc
import HTTP
import Synchronization

@testable import Serving

/// Gives way to other threads, while a test waits for what no other thread will tell it.
func sched() { sched_yield() }

/// Requests that say in their paths how much time they have: `/15ms`, `/30s`, `/later/200ms`. Deciding on `/all/2ms`
/// takes all of it.
final class Hurried: Handler {
    let decided = Atomic(0)
    /// Their paths, in the order in which they were.
    let paths = Mutex<[String]>([])
    /// While it is so, the loop that serves `/hold` does nothing else.
    let isHolding = Atomic(false)
    private let tickets: Tickets?
    /// How long `/slow` takes.
    private let slow: Duration

    init(tickets: Tickets? = nil, slow: Duration = .zero) {
        self.tickets = tickets
        self.slow = slow
    }

    func respond(to request: Request, in memory: inout [UInt8]) -> Answering {
        decided.add(1, ordering: .relaxed)
        paths.withLock { $0.append(request.path) }
        if request.path == "/hold" {
            isHolding.store(true, ordering: .relaxed)
            while isHolding.load(ordering: .relaxed) { sched() }
        }
        if request.path == "/slow" { Self.take(slow) }
        if request.path.hasPrefix("/all/"), let time = timeout(of: request) { Self.take(time) }
        if let tickets, request.path.hasPrefix("/later") { return .later { tickets.post($0) } }
        return .now(Response(status: .ok, text: request.path))
    }

    /// Lets so much time go by.
    static func take(_ time: Duration) {
        let began = Instant.now
        while Instant.now - began < time { sched() }
    }

    func timeout(of request: Request) -> Duration? {
        let text = request.path.drop { !$0.isNumber }
        let count = Int64(text.prefix { $0.isNumber })
        return count.map { text.hasSuffix("ms") ? .milliseconds($0) : .seconds($0) }
    }

    func refuse(_ failure: RequestFailure) -> Response {
        Response(status: failure.status, text: failure.message, headers: ["Retry-After": "1"])
    }
}
