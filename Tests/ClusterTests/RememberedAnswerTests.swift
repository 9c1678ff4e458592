import Admission
import JSON
import Kubernetes
import Testing

@testable import Cluster

/// What is remembered is the answer to the very question, never to one that is like it.
@Suite(.timeLimit(.minutes(5))) struct RememberedAnswerTests {
    /// In the order in which they ask. Who is in the group may read the Secret, and so may carol; nobody else.
    private static let users: [(userInfo: String, isAllowed: Bool)] = [
        (#"{"username":"dana@example.com","groups":["registry-admins","system:authenticated"]}"#, true),
        (#"{"username":"dana@example.com","groups":["registry-admin","ssystem:authenticated"]}"#, false),
        (#"{"username":"dana@example.com","groups":["system:authenticated"]}"#, false),
        (#"{"username":"dana@example.com","extra":{"groups":["registry-admins"]}}"#, false),
        (#"{"username":"carol@example.com","groups":["system:authenticated"]}"#, true),
        (#"{"username":"Carol@example.com","groups":["system:authenticated"]}"#, false),
        (#"{"username":"carol@example.com\u0000","groups":["system:authenticated"]}"#, false),
        (#"{"username":"bob@example.com","groups":["system:authenticated"]}"#, false),
        (#"{"username":"","uid":"dana@example.com","groups":[]}"#, false), ("{}", false),
    ]

    private static func access(_ userInfo: String, _ name: String = "team-a-reg", in namespace: String = "kubero")
        throws -> Question
    {
        .access(
            AccessReview(
                of: try Parser.parse(Array(userInfo.utf8)).root, verb: "get", resource: "secrets", name: name,
                namespace: namespace))
    }

    @Test func `no user gets the answer that another one got`() throws {
        let stub = try StubAPIServer()
        let asker = try Asker(stub)
        // Each is asked for, as nothing like it counts, and comes from memory from then on.
        for (user, isAllowed) in Self.users {
            let question = try Self.access(user)
            #expect(asker.cluster.atHand(question) == nil, "\(user)")
            #expect(asker.ask(question) == .access(isAllowed), "\(user)")
        }
        for (user, isAllowed) in Self.users.reversed() {
            #expect(asker.cluster.atHand(try Self.access(user)) == .access(isAllowed), "\(user)")
        }
    }

    @Test func `the same user gets another answer for another Secret and in another namespace`() throws {
        let stub = try StubAPIServer()
        let asker = try Asker(stub)
        let carol = Self.users[4].userInfo
        #expect(asker.ask(try Self.access(carol)) == .access(true))
        let others = [
            try Self.access(carol, "registry-login"), try Self.access(carol, in: "checkout"),
            try Self.access(carol, in: ""),
            try Self.access(carol, ""), try Self.access(carol, "reg", in: "kuberoteam-a-"),
        ]
        for other in others {
            #expect(asker.cluster.atHand(other) == nil)
            #expect(asker.ask(other) == .access(false), "\(other)")
        }
    }

    @Test func `a changed Secret is what it is now once its answer has had its time`() throws {
        func secret(_ host: String) throws -> Facts.Answer {
            .pullSecret(PullSecret(type: "Opaque", contents: .dockerConfig([try #require(RegistryKey(host))])))
        }
        let (question, now) = (Question.pullSecret(namespace: "a", name: "b"), ContinuousClock.now)
        var cache = AnswerCache()
        let (old, new) = (try secret("ghcr.io/acme"), try secret("ghcr.io/other"))
        cache.keep(old, to: question, at: now)
        #expect(cache.answer(question, at: now + .seconds(29)) == old)
        #expect(cache.answer(question, at: now + .seconds(30)) == nil)
        #expect(cache.answer(.pullSecret(namespace: "b", name: "a"), at: now) == nil)
        #expect(cache.answer(.pullSecret(namespace: "", name: "ab"), at: now) == nil)
        cache.keep(new, to: question, at: now + .seconds(1))
        #expect(cache.answer(question, at: now + .seconds(1)) == new && old != new)
    }

    @Test func `what has had its time is let go of, and what is large counts as what it is`() throws {
        let now = ContinuousClock.now
        func question(_ index: Int) -> Question { .pullSecret(namespace: "a", name: "secret-\(index)") }
        let contents = PullSecret.Contents.unusable(.missing(key: ".dockerconfigjson"))
        let small = Facts.Answer.pullSecret(PullSecret(type: "Opaque", contents: contents))
        var cache = AnswerCache()
        for index in 0..<100 { cache.keep(small, to: question(index), at: now + .milliseconds(index)) }
        #expect(cache.count == 100)
        cache.keep(small, to: question(100), at: now + .seconds(31))
        #expect(cache.count == 1)
        // 40 KB each: 16 MiB are some 400 of them.
        let keys = try (0..<200).map { try #require(RegistryKey("\($0).a-registry.example.com/with/a/path")) }
        let large = Facts.Answer.pullSecret(PullSecret(type: "Opaque", contents: .dockerConfig(keys)))
        var most = 0
        for index in 0..<1_000 {
            cache.keep(large, to: question(index), at: now + .seconds(32))
            most = max(most, cache.count)
        }
        #expect((200..<600).contains(most))
    }
}
