import Synchronization
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(1))) struct CurrentTests {
    private final class Pair: Sendable {
        let (one, other): (Int, Int)

        init(_ number: Int) { (one, other) = (number, -number) }
    }

    private final class Shared: Sendable {
        let current = Current(Pair(0))
        let isOver = Atomic(false)
    }

    @Test func `whoever reads while it is replaced has the one or the other, whole`() async {
        let shared = Shared()
        await withTaskGroup { group in
            group.addTask {
                for number in 1...2_000 { shared.current.replace(with: Pair(number)) }
                shared.isOver.store(true, ordering: .releasing)
            }
            for _ in 0..<2 {
                group.addTask {
                    var last = 0
                    while !shared.isOver.load(ordering: .acquiring) {
                        let seen = shared.current.with { ($0.one, $0.other) }
                        #expect(seen.0 == -seen.1 && seen.0 >= last)
                        last = seen.0
                    }
                }
            }
        }
        #expect(shared.current.value.one == 2_000)
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
