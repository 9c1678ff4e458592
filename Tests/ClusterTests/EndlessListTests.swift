import Admission
import Glibc
import Kubernetes
import Synchronization
import Testing

@testable import Cluster

/// A list is not followed for ever, and not taken whole where it is too much.
@Suite(.timeLimit(.minutes(5))) struct EndlessListTests {
    static let list = "\(WatchTests.namespaces)?limit=500"

    static func page(_ names: some Sequence<String>, next: String) -> StubFault {
        let items = names.map { "{\"metadata\":{\"name\":\"\($0)\"}}" }.joined(separator: ",")
        return .answer(
            200, body: "{\"metadata\":{\"resourceVersion\":\"1\",\"continue\":\"\(next)\"},\"items\":[\(items)]}")
    }

    @Test(arguments: [
        [("limit=500&continue=x", page([], next: "x")), ("limit=500", page(["a"], next: "x"))],
        [("limit=500&continue=x", page(["b"], next: "x")), ("limit=500", page(["a"], next: "x"))],
        [
            ("limit=500&continue=x", page(["b"], next: "y")), ("limit=500&continue=y", page(["a"], next: "x")),
            ("limit=500", page(["a"], next: "x")),
        ],
        [("limit=500", page([], next: "x"))],
    ])
    func `a list without an end is left, and begun again after a pause`(_ faults: [(String, StubFault)]) throws {
        let stub = try StubAPIServer()
        for (part, fault) in faults { stub.fail("\(WatchTests.namespaces)?\(part)", fault) }
        let asker = try Asker(stub)
        // The second time it is begun anew.
        stub.wait(for: Self.list, count: faults.count + 1)
        let why = "the list does not end: a page of it leads to itself, or brings nothing new"
        #expect(asker.reports.all == ["namespaces: \(why)"])
        #expect(stub.calls.filter { $0.contains(Self.list) }[faults.count].hasSuffix(Self.list))
        #expect(asker.cluster.lagging.contains("namespaces"))
        stub.change { $0.faults = [] }
        #expect(try asker.isHeard(.namespace("nowhere"), .object(nil)))
    }

    @Test func `a list of more than may be kept is left where it is too much, and looked at again later`() throws {
        let stub = try StubAPIServer()
        let half = ObjectStore.objects / 2 + 1
        stub.fail("continue=1", Self.page((0..<half).map { "b\($0)" }, next: "2"))
        stub.fail("limit=500", Self.page((0..<half).map { "a\($0)" }, next: "1"))
        let reports = Asker.Reports()
        let namespaces = Reflector(.namespaces, try APIConnection(stub.server), crowded: .milliseconds(1)) { line in
            reports.lines.withLock { $0.append(line) }
        }
        namespaces.start()
        stub.wait(for: "continue=1", count: 2)
        #expect(reports.all == ["namespaces: there are too many to be kept; each is asked for by itself"])
        #expect(namespaces.answer(ObjectName(name: "a1")) == nil && namespaces.lagging != nil)
        #expect(!stub.calls.contains { $0.contains("continue=2") })
        stub.change { $0.faults = [] }
        stub.wait(for: "watch=1")
        while namespaces.lagging != nil { sched_yield() }
        #expect(namespaces.answer(ObjectName(name: "a1")) == .object(nil))
    }

    @Test func `one that becomes too much while it is watched is let go of`() throws {
        let stub = try StubAPIServer()
        let reports = Asker.Reports()
        let names = (0..<ObjectStore.objects).map { "a\($0)" }
        stub.fail("limit=500", Self.page(names, next: ""), count: 1)
        let namespaces = Reflector(.namespaces, try APIConnection(stub.server), crowded: .milliseconds(1)) { line in
            reports.lines.withLock { $0.append(line) }
        }
        namespaces.start()
        stub.wait(for: "watch=1")
        #expect(reports.all.isEmpty && namespaces.answer(ObjectName(name: "a1")) == .object(ObjectFacts()))
        stub.tell(WatchTests.namespaces, WatchTests.event("ADDED", "b", version: 2))
        stub.wait(for: "watch=1", count: 2)
        #expect(reports.all == ["namespaces: there are too many to be kept; each is asked for by itself"])
        #expect(namespaces.answer(ObjectName(name: "a1")) == .object(nil))
    }
}
