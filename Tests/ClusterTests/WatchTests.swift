import Admission
import Glibc
import Kubernetes
import Testing

@testable import Cluster

@Suite(.timeLimit(.minutes(5))) struct WatchTests {
    static let namespaces = "/api/v1/namespaces"

    static func event(_ type: String, _ name: String, labels: String = "{}", version: Int)
        -> StubState.WatchOrder
    {
        .event(
            "{\"type\":\"\(type)\",\"object\":{\"metadata\":{\"name\":\"\(name)\",\"labels\":\(labels),"
                + "\"resourceVersion\":\"\(version)\"}}}")
    }

    static func started(_ change: (inout StubState.Contents) -> Void = { _ in }) throws -> (
        StubAPIServer, Asker
    ) {
        let stub = try StubAPIServer()
        stub.change(change)
        let asker = try Asker(stub)
        stub.wait(for: "\(namespaces)?watch=1")
        return (stub, asker)
    }

    @Test(arguments: [1, 2, 5])
    func `a list comes in pages`(_ size: Int) throws {
        let (stub, asker) = try Self.started { $0.pageSize = size }
        let folder = try ClusterFolder(StubObjects.path)
        for name in ["checkout", "kubero", "legacy", "nowhere"] {
            #expect(
                try asker.isHeard(.namespace(name), folder.known([.namespace(name)])[.namespace(name)]))
        }
        #expect(stub.calls.count { $0.contains("\(Self.namespaces)?limit=500&continue=") } >= 2)
    }

    @Test func `only metadata is asked for where that is enough`() {
        let query = Resource.namespaces.list(page: .first)
        #expect(query?.accept.contains("PartialObjectMetadataList") == true)
        #expect(
            Resource.projects.watch(from: "1", seconds: 1).accept.contains("as=PartialObjectMetadata;"))
        #expect(Resource.kuberoes.list(page: .first)?.accept == "application/json")
    }

    @Test func `a kind that was not there is not taken for empty while its list fails`() throws {
        let stub = try StubAPIServer()
        stub.change { $0.missing = ["projects"] }
        let projects = Reflector(.projects, try APIConnection(stub.server), missing: .milliseconds(1)) { _ in }
        projects.start()
        while projects.lagging != nil { sched_yield() }
        #expect(projects.answer(ObjectName(name: "checkout")) == .object(nil))
        stub.change {
            $0.missing = []
            $0.faults = [(part: "/projects?limit", fault: .answer(403), count: 1_000)]
        }
        while projects.lagging == nil { sched_yield() }
    }

    @Test func `changes are heard of`() throws {
        let (stub, asker) = try Self.started()
        let question = Question.namespace("new")
        #expect(try asker.isHeard(question, .object(nil)))
        stub.tell(Self.namespaces, Self.event("ADDED", "new", version: 1_000))
        #expect(try asker.isHeard(question, .object(ObjectFacts())))
        stub.tell(
            Self.namespaces, Self.event("MODIFIED", "new", labels: "{\"a\":\"b\"}", version: 1_001))
        #expect(try asker.isHeard(question, .object(ObjectFacts(labels: ["a": "b"]))))
        stub.tell(Self.namespaces, Self.event("DELETED", "new", version: 1_002))
        #expect(try asker.isHeard(question, .object(nil)))
    }

    @Test(arguments: [true, false])
    func `a watch that ends goes on from what was last heard`(_ isOrderly: Bool) throws {
        let (stub, asker) = try Self.started()
        stub.tell(Self.namespaces, Self.event("ADDED", "new", version: 1_000))
        #expect(try asker.isHeard(.namespace("new"), .object(ObjectFacts())))
        stub.tell(
            Self.namespaces,
            .event("{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"1005\"}}}"))
        stub.tell(Self.namespaces, isOrderly ? .end : .cut)
        stub.wait(for: "\(Self.namespaces)?watch=1&allowWatchBookmarks=true&resourceVersion=1005")
        #expect(stub.calls.count { $0.contains("\(Self.namespaces)?limit") } == 1)
    }

    @Test(arguments: [
        ("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}", "the watch has expired"),
        ("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":500}}", "the watch ended with 500"),
        ("no JSON", "a watch event is no JSON"),
        ("{\"type\":\"ADDED\",\"object\":{}}", "a watch event makes no sense"),
    ])
    func `what cannot be gone on from is listed again, and why is said`(_ event: String, _ why: String) throws {
        let (stub, asker) = try Self.started()
        let path = "\(Self.namespaces)/fresh"
        stub.change { $0.objects.objects[path] = Array("{\"metadata\":{\"name\":\"fresh\"}}".utf8) }
        stub.tell(Self.namespaces, .event(event))
        stub.wait(for: "\(Self.namespaces)?limit", count: 2)
        #expect(try asker.isHeard(.namespace("fresh"), .object(ObjectFacts())))
        #expect(asker.reports.all == ["namespaces: \(why)"])
    }

    @Test func `a line that is too long is said, and does not come again`() throws {
        let (stub, asker) = try Self.started()
        stub.tell(Self.namespaces, .event(String(repeating: " ", count: LineBuffer.longest + (1 << 16))))
        stub.wait(for: "\(Self.namespaces)?watch=1", count: 2)
        #expect(stub.calls.count { $0.contains("\(Self.namespaces)?limit") } == 2)
        #expect(asker.reports.all == ["namespaces: a line of the watch has more than 3145728 bytes"])
    }

    @Test func `a watch refused as too old is listed again`() throws {
        let stub = try StubAPIServer()
        stub.fail("\(Self.namespaces)?watch", .answer(410, body: "{}"), count: 1)
        let asker = try Asker(stub)
        stub.wait(for: "\(Self.namespaces)?limit", count: 2)
        #expect(try asker.isHeard(.namespace("nowhere"), .object(nil)))
    }

    @Test func `a group that is not there has no objects`() throws {
        let (_, asker) = try Self.started { $0.missing = ["projects", "kuberoes", "stages"] }
        #expect(try asker.isHeard(.project("checkout"), .object(nil)))
        #expect(try asker.isHeard(.kubero(namespace: "kubero"), .kubero(nil)))
        #expect(asker.ask(.stages(namespace: "checkout")) == .stages([]))
    }

    @Test(arguments: [
        StubFault.hang, .answer(403, body: StubConnection.status(403, "Forbidden", "no list")),
        .garbage, .cutBody,
    ])
    func `what no list has shown is asked for by itself`(_ fault: StubFault) throws {
        let stub = try StubAPIServer()
        stub.fail("?limit=500", fault)
        let asker = try Asker(stub)
        let folder = try ClusterFolder(StubObjects.path)
        let questions: [Question] = [
            .namespace("checkout"), .project("nowhere"), .kubero(namespace: "kubero"),
        ]
        #expect(asker.ask(questions) == folder.known(questions))
        #expect(stub.calls.contains { $0.hasSuffix("\(Self.namespaces)/checkout") })
    }

    @Test func `what goes wrong with a list is reported once`() throws {
        let stub = try StubAPIServer()
        stub.fail(
            "\(Self.namespaces)?limit",
            .answer(403, body: StubConnection.status(403, "Forbidden", "no list")))
        let asker = try Asker(stub)
        stub.wait(for: "\(Self.namespaces)?limit", count: 3)
        let reports = asker.reports.all.filter { $0.hasPrefix("namespaces: ") }
        #expect(reports == ["namespaces: the API server answered 403 \"Forbidden\": \"no list\""])
    }

    @Test func `a list that broke long ago is not trusted`() {
        let now = ContinuousClock.now
        let name = ObjectName(name: "a")
        var store = ObjectStore()
        #expect(store.answer(name, absent: .object(nil), at: now) == nil)
        var list = ObjectStore()
        list.set(name, .object(ObjectFacts()))
        store.replace(by: list, at: now)
        store.follow()
        #expect(
            store.answer(name, absent: .object(nil), at: now + .seconds(3_600)) == .object(ObjectFacts()))
        store.shake(at: now)
        #expect(
            store.answer(name, absent: .object(nil), at: now + .seconds(5)) == .object(ObjectFacts()))
        #expect(store.answer(name, absent: .object(nil), at: now + .milliseconds(5_001)) == nil)
    }

    @Test func `a store knows when it is full`() {
        var store = ObjectStore()
        for index in 0...ObjectStore.objects {
            store.set(ObjectName(name: "\(index)"), .object(ObjectFacts()))
        }
        #expect(store.isOverfull)
        store.set(ObjectName(name: "0"), nil)
        #expect(!store.isOverfull)
        let long = ObjectFacts(annotations: ["a": String(repeating: "a", count: ObjectStore.bytes)])
        store.set(ObjectName(name: "1"), .object(long))
        #expect(store.isOverfull)
    }

    @Test(arguments: [
        (Question.namespace("a"), Facts.Answer.failed("no"), 0),
        (.pullSecret(namespace: "a", name: "b"), .pullSecret(nil), 0),
        (
            .pullSecret(namespace: "a", name: "b"),
            .pullSecret(PullSecret(type: "", contents: .dockerConfig([]))), 30
        ),
        (APIClusterTests.access("a"), .access(true), 60),
        (APIClusterTests.access("a"), .access(false), 10),
    ])
    func `answers count as long as they may`(
        _ question: Question, _ answer: Facts.Answer, _ seconds: Int
    ) {
        let now = ContinuousClock.now
        var cache = AnswerCache()
        cache.keep(answer, to: question, at: now)
        if seconds > 0 {
            #expect(cache.answer(question, at: now + .seconds(seconds) - .milliseconds(1)) == answer)
        }
        #expect(cache.answer(question, at: now + .seconds(seconds)) == nil)
    }

    @Test func `the cache does not grow without end`() {
        let now = ContinuousClock.now
        var cache = AnswerCache()
        for index in 0...AnswerCache.entries {
            cache.keep(.object(nil), to: .namespace("\(index)"), at: now)
        }
        let kept = (0...AnswerCache.entries).count {
            cache.answer(.namespace("\($0)"), at: now) != nil
        }
        #expect(kept <= AnswerCache.entries)
    }
}
