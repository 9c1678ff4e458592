import Admission
import Glibc
import Serving
import Testing

@testable import Cluster

/// What becomes of questions that nobody waits for any more.
@Suite(.timeLimit(.minutes(5))) struct GivenUpTests {
    static func secret(_ index: Int) -> Question { .pullSecret(namespace: "kubero", name: "new-\(index)") }

    @Test func `what nobody waits for any more is not asked`() throws {
        let stub = try StubAPIServer()
        stub.fail("secrets/new", .hang)
        let asker = try Asker(stub)
        let inbox = try Inbox<[Question: Facts.Answer]>()
        for index in 0..<500 {
            asker.cluster.find([Self.secret(index)], within: .milliseconds(60)) { inbox.post($0) }
        }
        let answers = inbox.next(500)
        #expect(answers.allSatisfy { BrokenAPITests.failure($0.values.first)?.contains("within 60 ms") == true })
        // Its time is up in the client's thread, behind what the others have left there.
        _ = asker.ask(Self.secret(1_000), within: .zero)
        // Those that have begun go on until the API server answers; that one's own end is not heard of yet.
        let begun = ClientSettings.defaultConnections
        #expect(asker.cluster.lookUps <= begun + 1)
        #expect(stub.calls.count { $0.contains("secrets/new") } <= begun)
    }

    @Test func `what somebody else waits for goes on, whoever asked first`() throws {
        let stub = try StubAPIServer()
        stub.fail("accessreviews", .answer(429, headers: "Retry-After: 1\r\n"), count: 1)
        let asker = try Asker(stub)
        let (hasty, patient) = (try Inbox<Facts.Answer?>(), try Inbox<Facts.Answer?>())
        let question = BrokenAPITests.carol
        asker.cluster.find([question], within: .milliseconds(60)) { hasty.post($0[question]) }
        asker.cluster.find([question], within: .seconds(10)) { patient.post($0[question]) }
        #expect(patient.next() == [.access(true)])
        #expect(BrokenAPITests.failure(hasty.next()[0])?.contains("within 60 ms") == true)
    }

    @Test func `what nobody waits for any more is not asked again`() throws {
        let stub = try StubAPIServer()
        stub.fail("accessreviews", .answer(429, headers: "Retry-After: 3\r\n"))
        let asker = try Asker(stub)
        #expect(BrokenAPITests.failure(asker.ask(BrokenAPITests.carol, within: .milliseconds(200))) != nil)
        // Where it went on, it would end with the second answer or one behind that.
        while asker.cluster.lookUps > 0 { sched_yield() }
        #expect(stub.calls.count { $0.contains("accessreviews") } <= 1)
    }

    @Test func `more look-ups than there may be are refused, in words`() throws {
        let stub = try StubAPIServer()
        stub.fail("secrets/new", .hang)
        let cluster = try APICluster(stub.server, lookUps: 3)
        let inbox = try Inbox<[Question: Facts.Answer]>()
        for index in 0..<3 { cluster.find([Self.secret(index)], within: .seconds(10)) { inbox.post($0) } }
        let (known, more) = (Self.secret(2), Self.secret(3))
        cluster.find([more], within: .seconds(10)) { inbox.post($0) }
        #expect(BrokenAPITests.failure(inbox.next().first?[more]) == "3 look-ups wait for the API server already")
        // A question that is under way takes no room.
        cluster.find([known], within: .milliseconds(60)) { inbox.post($0) }
        #expect(BrokenAPITests.failure(inbox.next().first?[known])?.contains("within 60 ms") == true)
        #expect(cluster.lookUps == 3)
    }

    @Test func `a search that is over is not kept until its time is up`() throws {
        let stub = try StubAPIServer()
        let client = try HTTPClient(ClientSettings(stub.origin, tls: nil))
        let question = Self.secret(1)
        let ticks = try Inbox<Bool>()
        weak var kept: Search?
        do {
            let search = Search(known: [:], open: [question], by: client) { _ in }
            search.end(after: .seconds(3_600)) { _ in }
            kept = search
            client.after(.zero) { ticks.post($0) }
            _ = ticks.next()
            #expect(kept != nil)
            search.take(.pullSecret(nil), to: question)
        }
        client.after(.zero) { ticks.post($0) }
        _ = ticks.next()
        #expect(kept == nil)
    }
}
