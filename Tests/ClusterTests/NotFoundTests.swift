import Admission
import Glibc
import Kubernetes
import Serving
import Synchronization
import Testing

@testable import Cluster

/// A 404 is an answer where an API server gives it, and an error where anything else does.
@Suite(.timeLimit(.minutes(5))) struct NotFoundTests {
    static let why = "404: this is no API server's address; is a path missing in server:?"
    static let html = StubFault.answer(404, body: "<html>Not Found</html>")
    static let questions: [Question] = [
        .namespace("checkout"), .project("checkout"), .kubero(namespace: "kubero"), .stages(namespace: "checkout"),
        APIClusterTests.secret, .role(namespace: "kubero", name: "admin"), .role(namespace: "", name: "admin"),
    ]

    @Test(arguments: ["<html>Not Found</html>", "", "404 page not found\n", #"{"kind":"Error","code":404}"#, "[]"])
    func `what answers 404 to everything answers nothing`(_ body: String) throws {
        let stub = try StubAPIServer()
        stub.fail("/api", .answer(404, body: body))
        let asker = try Asker(stub)
        for (question, answer) in asker.ask(Self.questions) {
            #expect(answer == .failed(Self.why), "\(question)")
        }
        for path in ["/namespaces?limit=500", "/projects?limit=500", "/kuberoes?limit=500"] {
            stub.wait(for: path, count: 2)
        }
        #expect(asker.cluster.lagging == ["namespaces", "projects", "kuberoes"])
        #expect(asker.cluster.known(Self.questions).isEmpty)
        #expect(
            Set(asker.reports.all) == Set(["namespaces", "projects", "kuberoes"].map { "\($0): \(Self.why)" }))
    }

    @Test func `what passes only Kubernetes' own paths on says nothing of other kinds`() throws {
        let stub = try StubAPIServer()
        for group in ["/apis/kargo", "/apis/application"] { stub.fail(group, Self.html) }
        let asker = try Asker(stub)
        let answers = asker.ask(Self.questions)
        for question in Self.questions[1...3] { #expect(answers[question] == .failed(Self.why)) }
        #expect(try asker.isHeard(.namespace("nowhere"), .object(nil)))
        stub.wait(for: "/projects?limit=500", count: 2)
        #expect(
            asker.cluster.lagging.contains("projects")
                && asker.cluster.known(Self.questions)[.project("checkout")] == nil)
    }

    @Test(arguments: [
        (StubFault.answer(403, body: StubConnection.status(403, "Forbidden", "no list")), "403 \"Forbidden\""),
        (html, why), (.answer(200, body: "<html>"), "cannot be read: it is no list"),
    ])
    func `that a kind is not known counts only from what is an API server`(_ fault: StubFault, _ why: String) throws {
        let stub = try StubAPIServer()
        stub.change { $0.missing = ["projects", "kuberoes", "stages"] }
        stub.fail("/api/v1/namespaces?limit", fault)
        let asker = try Asker(stub)
        let questions = Array(Self.questions[1...3])
        for (question, answer) in asker.ask(questions) {
            #expect(BrokenAPITests.failure(answer)?.contains(why) == true, "\(question)")
        }
        stub.wait(for: "/projects?limit=500", count: 2)
        #expect(asker.cluster.lagging.count == 3 && asker.cluster.known(questions).isEmpty)
    }

    @Test func `that a kind is not known is said once, and it is watched when it is there`() throws {
        let stub = try StubAPIServer()
        stub.change { $0.missing = ["projects"] }
        let reports = Asker.Reports()
        let projects = Reflector(.projects, try APIConnection(stub.server), missing: .milliseconds(1)) { line in
            reports.lines.withLock { $0.append(line) }
        }
        projects.start()
        stub.wait(for: "/projects?limit", count: 5)
        #expect(projects.lagging == nil && projects.answer(ObjectName(name: "keep-bad-1")) == .object(nil))
        #expect(reports.all == ["projects: the API server does not know this kind; there are none until it does"])
        stub.change { $0.missing = [] }
        stub.wait(for: "/projects?watch=1")
        while projects.answer(ObjectName(name: "keep-bad-1")) == .object(nil) { sched_yield() }
    }

    @Test(arguments: [
        (#"{"kind":"Status","reason":"NotFound","code":404}"#, 404, true),
        (#"{"kind":"Status","reason":"NotFound","code":404}"#, 410, false),
        (#"{"kind":"Status","reason":"NotFound","code":200}"#, 404, false),
        (#"{"kind":"Status","reason":"Forbidden","code":404}"#, 404, false),
        (#"{"reason":"NotFound","code":404}"#, 404, false), ("NotFound", 404, false),
    ])
    func `that there is no such object is said in a Status`(_ body: String, _ status: Int, _ isNotFound: Bool) {
        #expect(ClientResponse(status: status, body: Array(body.utf8)).isNotFound == isNotFound)
    }
}
