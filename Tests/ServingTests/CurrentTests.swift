import Synchronization
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct CurrentTests {
    private final class Pair: Sendable {
        let (one, other): (Int, Int)

        init(_ number: Int) { (one, other) = (number, -number) }
    }

    private final class Shared: Sendable {
        let current = Current(Pair(0))
        let isOver = Atomic(false)
        /// Readers that have read once.
        let readers = Atomic(0)
        /// What was neither the one nor the other, or older than what came before.
        let faults = Atomic(0)

        func read() {
            var (last, hasRead) = (0, false)
            while !isOver.load(ordering: .acquiring) {
                let seen = current.with { ($0.one, $0.other) }
                if seen.0 != -seen.1 || seen.0 < last { faults.add(1, ordering: .relaxed) }
                last = seen.0
                if !hasRead { readers.add(1, ordering: .relaxed) }
                hasRead = true
            }
        }
    }

    // Threads of their own, as tasks would wait for one another on a machine with few cores.
    @Test func `whoever reads while it is replaced has the one or the other, whole`() throws {
        let shared = Shared()
        let one = try LoopThread { shared.read() }
        let other = try LoopThread { shared.read() }
        while shared.readers.load(ordering: .relaxed) < 2 { sched() }
        let replaced = (1...2_000).map { shared.current.replace(with: Pair($0)) }
        shared.isOver.store(true, ordering: .releasing)
        one.join()
        other.join()
        let faults = shared.faults.load(ordering: .relaxed)
        #expect(faults == 0 && shared.current.value.one == 2_000)
        #expect(replaced.map(\.one) == Array(0..<2_000))
    }

    @Test func `what is to be done again and again is done until the server ends`() throws {
        let files = try CertificateFiles()
        let settings = ServerSettings(listen: Endpoint(address: "127.0.0.1", port: 0), tls: files.settings, loops: 1)
        let server = try Server(settings, handler: Echo(), adminHandler: { Readiness(state: $0) })
        var count = 0
        try server.run(
            every: .milliseconds(1),
            routine: {
                count += 1
                if count == 3 { server.stop(delayed: false) }
            })
        #expect(count >= 3)
    }
}
