import Admission
import Cluster
import Configuration
import Files
import Glibc
import HTTP
import Rules
import Synchronization
import Testing
import Webhook

@testable import Serving
@testable import tallyman

@Suite(.timeLimit(.minutes(5))) struct WatchingTests {
    @Test func `a running server looks at its files by itself`() throws {
        let (files, log) = (try MountedFiles(), try LogReader())
        let running = try Served.server(on: files, log)
        let server = running.server
        let thread = try LoopThread {
            defer { server.stop() }
            do {
                try files.write(ConfigurationReloadTests.warns, in: .second)
                files.show(.second)
                try log.wait(for: "CN=tallyman, until")
            } catch {
                Issue.record(error)
            }
        }
        try running.run(signals: nil, every: .milliseconds(10))
        thread.join()
        #expect(running.report.standing.now.configuration.reloads.successes == 1)
        #expect(running.report.standing.now.certificateReloads.successes == 1)
    }

    @Test func `a running server whose client of the API server is stuck ends`() throws {
        let (files, log) = (try MountedFiles(), try LogReader())
        // Nobody is there, which is said in the client's thread.
        let api = APIServer(
            origin: try #require(Origin(host: "127.0.0.1", port: 1)), tls: ClientTLS(), credential: .none)
        let isHeld = Held()
        let cluster = try APICluster(api) { _ in while isHeld.value.load(ordering: .relaxed) { sched_yield() } }
        var configuration = try Configuration(file: files.configuration)
        configuration.server.watchdog = .milliseconds(20)
        let running = try Served.server(on: files, log, configuration, .api(cluster))
        #expect(throws: ServerError.stuck(for: .milliseconds(160))) { try running.run(signals: nil) }
        isHeld.value.store(false, ordering: .relaxed)
    }

    private final class Held: Sendable {
        let value = Atomic(true)
    }

    /// Is asked, and does not answer until it is told to.
    private final class SlowFacts: FactSource {
        let waiting: Mailbox<@Sendable () -> Void>

        init() throws { waiting = try Mailbox() }

        func known(_ questions: [Question]) -> [Question: Facts.Answer] { [:] }

        func find(
            _ questions: [Question], within time: Duration,
            then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
        ) {
            waiting.post { then(Dictionary(uniqueKeysWithValues: questions.map { ($0, .failed("broken")) })) }
        }
    }

    @Test func `a review that has begun ends with the configuration it has begun with`() throws {
        let source = try SlowFacts()
        func inForce(_ digest: String) -> InForce {
            InForce(Catalogue.policy(Settings(), digest: digest), source: source)
        }
        let current = Current(inForce("old"))
        let log = try LogReader()
        let handler = WebhookHandler(
            current: current, source: source, bodyLimit: 1 << 20, level: .none, lines: log.log.decisions,
            counts: ReviewCounts(rules: []))
        let request = Request(
            method: .post, path: "/validate", headers: ["Content-Type": "application/json"],
            body: try Files.read(
                "\(Manifests.root)/Tests/Reviews/pipeline-registry/early-create-ref-missing.json", limit: 1 << 20))
        let letters = try Mailbox<Reply.Letter>()
        for token in [Token(1), Token(2)] {
            var memory: [UInt8] = []
            guard case .later(let start) = handler.respond(to: request, in: &memory) else {
                Issue.record("nothing is looked up")
                return
            }
            start(Reply(token, through: letters))
            // Let go of at once: the review has all that it needs of it.
            _ = current.replace(with: inForce("new"))
        }
        var digests: [Int32: String] = [:]
        while digests.count < 2 {
            let waiting = source.waiting.take()
            try #require(!waiting.isEmpty)
            for answer in waiting { answer() }
            for letter in letters.take() {
                // What finds out does not decide: that is left to the loop.
                guard case .work(let work, let reply) = letter.content else {
                    Issue.record("decided where it was found out")
                    return
                }
                var memory: [UInt8] = []
                switch work(&memory) {
                case .later(let start): start(reply)
                case .now(let response):
                    let text = String(decoding: response.body, as: UTF8.self)
                    digests[letter.token.descriptor] = text.contains("\"config\":\"old\"") ? "old" : "new"
                }
            }
        }
        #expect(digests == [1: "old", 2: "new"])
    }
}
