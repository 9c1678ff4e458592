import Admission
import Files
import Kubernetes
import Scratch
import Serving
import Synchronization
import Testing

@testable import Cluster

@Suite(.timeLimit(.minutes(5))) struct BrokenAPITests {
    static let secret = APIClusterTests.secret
    static let carol = APIClusterTests.access("carol@example.com")
    /// What stands in the recorded Secrets and settings, in every form.
    static let secrets = ["s3cr3t", "eyJhdXRocyI6", "dTpw", "the-token"]

    static func failure(_ answer: Facts.Answer?) -> String? {
        if case .failed(let why)? = answer { why } else { nil }
    }

    static let passing: [StubFault] = [
        .answer(429, headers: "Retry-After: 0\r\n"), .answer(429, headers: "Retry-After: 1\r\n"),
        .answer(500),
        .answer(503, body: "<html>"), .silentEnd, .cutBody,
    ]

    @Test(arguments: passing)
    func `what passes is passed over`(_ fault: StubFault) throws {
        let stub = try StubAPIServer()
        stub.fail("secrets/team-a-reg", fault, count: 1)
        stub.fail("accessreviews", fault, count: 1)
        let asker = try Asker(stub)
        let answers = asker.ask([Self.secret, Self.carol])
        #expect(answers[Self.carol] == .access(true))
        #expect(
            answers[Self.secret]
                == stub.state.contents.withLock(\.objects).folder.known([Self.secret])[Self.secret])
    }

    static let lasting: [(StubFault, String)] = [
        (
            .answer(401, body: StubConnection.status(401, "Unauthorized", "Unauthorized")),
            "401 \"Unauthorized\""
        ),
        (
            .answer(403, body: StubConnection.status(403, "Forbidden", "it is forbidden")),
            "403 \"Forbidden\": \"it is forbidden\""
        ),
        (.answer(302, headers: "Location: https://127.0.0.1:1/\r\n"), "302"), (.answer(410), "410"),
        (.answer(500), "500"),
        (.answer(429, headers: "Retry-After: 100\r\n"), "429"), (.garbage, "no JSON"),
        (.answer(200, body: "{\"metadata\":{\"name\":\"another\"}}"), "answer cannot be read"),
        (.hang, "within"),
        (.silentEnd, ""), (.cutBody, ""), (.answer(200, body: "[]"), "cannot be read"),
    ]

    @Test(arguments: lasting.indices)
    func `what lasts is said in time, and nothing leaks`(_ index: Int) throws {
        let (fault, wanted) = Self.lasting[index]
        let stub = try StubAPIServer()
        stub.fail("secrets/team-a-reg", fault)
        stub.fail("accessreviews", fault)
        let asker = try Asker(stub, as: stub.server(.token("the-token")))
        let start = ContinuousClock.now
        let answers = asker.ask([Self.secret, Self.carol], within: .seconds(1))
        #expect(start.duration(to: .now) < .seconds(3))
        for question in [Self.secret, Self.carol] {
            let why = try #require(Self.failure(answers[question]))
            #expect(why.contains(wanted))
            for secret in Self.secrets { #expect(!why.contains(secret)) }
        }
    }

    @Test func `an error is not remembered`() throws {
        let stub = try StubAPIServer()
        stub.fail("accessreviews", .answer(403), count: 1)
        let asker = try Asker(stub)
        #expect(Self.failure(asker.ask(Self.carol)) != nil)
        #expect(asker.ask(Self.carol) == .access(true))
    }

    @Test func `an API server with another's certificate is told nothing`() throws {
        let stub = try StubAPIServer()
        let other = try StubAPIServer()
        let server = APIServer(
            origin: stub.origin, tls: ClientTLS(authorities: other.authorities),
            credential: .token("the-token"))
        let asker = try Asker(stub, as: server)
        let why = try #require(Self.failure(asker.ask(Self.carol, within: .seconds(2))))
        #expect(why.contains("certificate") && stub.calls.isEmpty)
    }

    @Test func `a token that is replaced is read again`() throws {
        let stub = try StubAPIServer()
        let folder = try TemporaryFolder()
        let file = StoredFile("\(folder.path)/token")
        try file.write(Array("first\n".utf8), mode: 0o600, overwrite: true)
        stub.change { $0.token = "first" }
        let asker = try Asker(stub, as: stub.server(.tokenFile(file.path)))
        #expect(asker.ask(Self.carol) == .access(true))
        try file.write(Array("second\n".utf8), mode: 0o600, overwrite: true)
        stub.change { $0.token = "second" }
        guard case .pullSecret(.some)? = asker.ask(Self.secret) else {
            Issue.record("the new token was not used")
            return
        }
        #expect(stub.calls.count { $0.contains("team-a-reg") } == 2)
    }

    @Test func `a token that stays refused is tried no more than twice`() throws {
        let stub = try StubAPIServer()
        let folder = try TemporaryFolder()
        let file = StoredFile("\(folder.path)/token")
        try file.write(Array("first".utf8), mode: 0o600, overwrite: true)
        stub.change { $0.token = "second" }
        let asker = try Asker(stub, as: stub.server(.tokenFile(file.path)))
        let why = try #require(Self.failure(asker.ask(Self.secret)))
        #expect(why.contains("401") && !why.contains("first"))
        #expect(stub.calls.count { $0.contains("team-a-reg") } <= 2)
    }

    @Test(arguments: ["", "a b", "a\r\nX: y", "\u{1}"])
    func `a file that holds no token is said, and what it holds is not`(_ content: String) throws {
        let stub = try StubAPIServer()
        let folder = try TemporaryFolder()
        let file = StoredFile("\(folder.path)/token")
        try file.write(Array(content.utf8), mode: 0o600, overwrite: true)
        let asker = try Asker(stub, as: stub.server(.tokenFile(file.path)))
        #expect(Self.failure(asker.ask(Self.carol)) == "\(file.path): cannot use: it holds no token")
        #expect(stub.calls.isEmpty)
    }

    @Test func `an API server that is not there is said in time`() throws {
        let stub = try StubAPIServer()
        // Port 1 of the loopback is nobody's.
        let origin = try #require(Origin(host: "127.0.0.1", port: 1))
        let server = APIServer(origin: origin, tls: ClientTLS(), credential: .none)
        let asker = try Asker(stub, as: server)
        let start = ContinuousClock.now
        let why = try #require(Self.failure(asker.ask(Self.carol, within: .milliseconds(500))))
        #expect(why.contains("cannot connect") && start.duration(to: .now) < .seconds(3))
    }
}
