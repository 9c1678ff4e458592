import Synchronization

@testable import Serving

/// A client as the API server is one: keeps its connection for the next call, gives it up when it is told to, and does
/// not send a call again.
final class Impatient: Sendable {
    private let endpoint: Endpoint
    private let isOver = Atomic(false)
    private let threads = Atomic(0)
    let calls = Atomic(0)
    let failures = Mutex<[String]>([])

    init(_ endpoint: Endpoint, clients: Int) throws {
        self.endpoint = endpoint
        for index in 0..<clients {
            threads.add(1, ordering: .relaxed)
            let thread = try LoopThread {
                self.run(index)
                self.threads.subtract(1, ordering: .releasing)
            }
            thread.detach()
        }
    }

    func end() {
        isOver.store(true, ordering: .relaxed)
        while threads.load(ordering: .acquiring) > 0 { sched() }
    }

    /// Waits until so many more calls have been made.
    func make(_ count: Int) {
        let goal = calls.load(ordering: .relaxed) + count
        while calls.load(ordering: .relaxed) < goal { sched() }
    }

    private func run(_ index: Int) {
        var client: Client?
        var count = 0
        while !isOver.load(ordering: .relaxed) {
            count += 1
            do {
                let open = try client ?? Client(endpoint)
                // Every third is answered by another thread, a while later.
                try open.send("GET /\(count % 3 == 0 ? "later" : "now") HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = try open.response()
                if !answer.hasPrefix("HTTP/1.1 200 ") { failures.withLock { $0.append(answer) } }
                client = answer.contains("\r\nConnection: close\r\n") ? nil : open
            } catch {
                failures.withLock { $0.append("\(error)") }
                client = nil
            }
            calls.add(1, ordering: .relaxed)
        }
    }
}
