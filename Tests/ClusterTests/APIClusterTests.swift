import Admission
import Files
import JSON
import Kubernetes
import Serving
import Testing

@testable import Cluster

@Suite(.timeLimit(.minutes(5))) struct APIClusterTests {
    static let secret = Question.pullSecret(namespace: "kubero", name: "team-a-reg")
    static let missing = Question.pullSecret(namespace: "kubero", name: "none")

    static func access(_ user: String) -> Question {
        .access(
            AccessReview(
                user: user, verb: "get", resource: "secrets", name: "team-a-reg", namespace: "kubero"))
    }

    @Test func `it answers what the folder of the same objects answers`() throws {
        let stub = try StubAPIServer()
        let asker = try Asker(stub)
        let folder = try ClusterFolder(StubObjects.path)
        var questions: [Question] = [
            .stages(namespace: "checkout"), .stages(namespace: "none"), Self.missing,
        ]
        for path in try StubObjects().objects.keys {
            let parts = path.split(separator: "/").map(String.init)
            let (name, resource) = (parts[parts.count - 1], parts[parts.count - 2])
            switch resource {
            case "namespaces": questions += [.namespace(name), .kubero(namespace: name), .project(name)]
            case "projects": questions += [.project(name), .namespace(name)]
            case "roles": questions.append(.role(namespace: parts[parts.count - 3], name: name))
            case "clusterroles":
                questions += [.role(namespace: "", name: name), .role(namespace: "kubero", name: name)]
            case "secrets": questions.append(.pullSecret(namespace: parts[parts.count - 3], name: name))
            default: break
            }
        }
        questions += [.namespace("nowhere"), .project("nowhere"), .kubero(namespace: "nowhere")]
        let wanted = folder.known(questions)
        let answers = asker.ask(questions)
        for question in questions { #expect(answers[question] == wanted[question], "\(question)") }
        #expect(questions.count > 40)
    }

    @Test func `access is what the API server says of it`() throws {
        let stub = try StubAPIServer()
        let asker = try Asker(stub)
        for (user, isAllowed) in [("carol@example.com", true), ("bob@example.com", false)] {
            #expect(asker.ask(Self.access(user)) == .access(isAllowed))
        }
    }

    @Test func `ten thousand look-ups cost under twenty calls`() throws {
        let stub = try StubAPIServer()
        let asker = try Asker(stub)
        let questions = [
            Self.secret, Self.access("carol@example.com"), Self.access("bob@example.com"),
            .namespace("checkout"),
            .project("checkout"), .project("nowhere"), .kubero(namespace: "kubero"),
        ]
        stub.wait(for: "watch=1", count: 3)
        #expect(try asker.isHeard(.namespace("nowhere"), .object(nil)))
        _ = asker.ask(questions)
        let before = stub.calls.count
        var answered = 0
        for index in 0..<10_000 {
            if case .failed? = asker.ask(questions[index % questions.count]) {} else { answered += 1 }
        }
        #expect(answered == 10_000)
        #expect(stub.calls.count - before < 20 && asker.cluster.calls == stub.calls.count)
    }

    @Test func `one question is one call, however many ask it at once`() throws {
        let stub = try StubAPIServer()
        let asker = try Asker(stub)
        let inbox = try Inbox<Facts.Answer?>()
        for _ in 0..<200 {
            asker.cluster.find([Self.secret], within: .seconds(10)) { inbox.post($0[Self.secret]) }
        }
        var answers: [Facts.Answer?] = []
        while answers.count < 200 { answers += inbox.next() }
        #expect(Set(answers.map { "\(String(describing: $0))" }).count == 1)
        #expect(stub.calls.count { $0.contains("team-a-reg") } == 1)
    }

    @Test func `a Secret made a moment ago is found`() throws {
        let stub = try StubAPIServer()
        let asker = try Asker(stub)
        #expect(asker.ask(Self.missing) == .pullSecret(nil))
        let path = "/api/v1/namespaces/kubero/secrets"
        stub.change {
            $0.objects.objects["\(path)/none"] = Array(
                "{\"metadata\":{\"name\":\"none\"},\"type\":\"Opaque\"}".utf8)
        }
        guard case .pullSecret(.some) = asker.ask(Self.missing) else {
            Issue.record("it is not found")
            return
        }
    }

    @Test func `a role is asked for by whatever name it has, and what it writes is kept a while`() throws {
        let stub = try StubAPIServer()
        let asker = try Asker(stub)
        let group = "/apis/rbac.authorization.k8s.io/v1"
        let names = ["system:controller:x", "A b", "a?b", "a#b", "\u{e9}", "e\u{301}", "a+b"]
        let paths = ["system%3Acontroller%3Ax", "A%20b", "a%3Fb", "a%23b", "%C3%A9", "e%CC%81", "a%2Bb"]
        let rules = #""rules":[{"apiGroups":[""],"resources":["secrets"],"verbs":["get","update"]}]"#
        stub.change { stub in
            for (name, path) in zip(names, paths) {
                let object = Array("{\"metadata\":{\"name\":\"\(name)\"},\(rules)}".utf8)
                stub.objects.objects["\(group)/clusterroles/\(path)"] = object
                stub.objects.objects["\(group)/namespaces/checkout/roles/\(path)"] = object
            }
        }
        for name in names + names {
            let wanted = Facts.Answer.role(SecretAccess(writing: [.update]))
            #expect(asker.ask(.role(namespace: "", name: name)) == wanted, "\(name)")
            #expect(asker.ask(.role(namespace: "checkout", name: name)) == wanted, "\(name)")
            #expect(asker.ask(.role(namespace: "store", name: name)) == .role(nil), "\(name)")
        }
        #expect(stub.calls.count { $0.contains("roles/") } == names.count * 4)
    }

    /// Swift takes the two names for one.
    @Test func `a role is another one than the one asked for if its name has other bytes`() throws {
        let stub = try StubAPIServer()
        let asker = try Asker(stub)
        let path = "/apis/rbac.authorization.k8s.io/v1/clusterroles/caf%C3%A9"
        stub.change { $0.objects.objects[path] = Array("{\"metadata\":{\"name\":\"cafe\u{301}\"}}".utf8) }
        guard case .failed(let why)? = asker.ask(.role(namespace: "", name: "caf\u{e9}")) else {
            Issue.record("it is taken for the one asked for")
            return
        }
        #expect(why.contains("another object"))
    }

    @Test(arguments: ["", ".", "..", "a/b", "../roles", "a%2fb", String(repeating: "a", count: 1_025)])
    func `what can be no role is not asked for`(_ name: String) throws {
        let stub = try StubAPIServer()
        let asker = try Asker(stub)
        stub.wait(for: "watch=1", count: 3)
        let before = stub.calls.count
        #expect(asker.ask(.role(namespace: "", name: name)) == .role(nil))
        #expect(asker.ask(.role(namespace: "kubero", name: name)) == .role(nil))
        #expect(stub.calls.count == before)
    }

    @Test(arguments: [
        "../secrets", "a/b", "A", "", "a%2fb", "a?b", String(repeating: "a", count: 254),
    ])
    func `what can be no name is not asked for`(_ name: String) throws {
        let stub = try StubAPIServer()
        let asker = try Asker(stub)
        stub.wait(for: "watch=1", count: 3)
        let before = stub.calls.count
        #expect(asker.ask(.pullSecret(namespace: "kubero", name: name)) == .pullSecret(nil))
        #expect(asker.ask(.pullSecret(namespace: name, name: "a")) == .pullSecret(nil))
        #expect(asker.ask(.stages(namespace: name)) == .stages([]))
        if !name.isEmpty { #expect(asker.ask(.role(namespace: name, name: "a")) == .role(nil)) }
        #expect(stub.calls.count == before)
    }
}
