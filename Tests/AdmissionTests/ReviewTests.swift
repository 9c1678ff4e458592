import JSON
import Kubernetes
import Testing

@testable import Admission

@Suite struct ReviewTests {
    @Test(arguments: APIVersion.allCases, Operation.allCases)
    func `a review is read in either version, for any operation`(_ version: APIVersion, _ operation: Operation) throws {
        let review = try ReviewText([
            "apiVersion": "\"\(version.rawValue)\"", "request.operation": "\"\(operation.rawValue)\"",
            "request.subResource": #""status""#, "request.dryRun": "true",
        ]).review
        #expect(review.version == version && review.operation == operation)
        #expect(review.uid == "u-1" && review.requestName == "a-thing" && review.namespace == "team")
        #expect(review.group == "example.com" && review.resource == "things" && review.kind == "Thing")
        #expect(review.subresource == "status" && review.isDryRun && review.user.name == "alice")
    }

    static let anything = ["5", "null", "true", "[]", "{}", "\"\"", "\"x\"", nil]

    @Test(
        arguments: ["kind", "apiVersion", "request", "request.uid", "request.resource", "request.operation"], anything)
    func `what a review cannot be decided without is asked for by its path`(_ field: String, _ json: String?) throws {
        // These are right: any text for a uid.
        guard field != "request.uid" || json != "\"x\"" else { return }
        let error = try #require(throws: ReviewError.self) { _ = try ReviewText([field: json]).review }
        guard case .badField(let path, let wanted) = error else {
            Issue.record("\(error)")
            return
        }
        // An empty request lacks its uid first.
        let expected = field == "request" && json == "{}" ? "request.uid" : field
        #expect("\(path)".hasPrefix(expected) && !wanted.isEmpty)
        #expect(error.code == 400 && error.description.contains("\(path) must be \(wanted)"))
    }

    @Test(arguments: [
        "admission.k8s.io/v2", "admission.k8s.io/V1", "admission.k8s.io/v1 ", "v1", "admission.k8s.io/v1alpha1",
    ])
    func `no other version is taken for one we know`(_ version: String) {
        #expect(throws: ReviewError.self) { _ = try ReviewText(["apiVersion": "\"\(version)\""]).review }
    }

    @Test(arguments: ["v1", "v2", "v1alpha1", ""])
    func `a resource is the same in any version of its group`(_ version: String) throws {
        let resource = #"{"group":"example.com","version":"\#(version)","resource":"things"}"#
        let review = try ReviewText(["request.resource": resource]).review
        let decision = Policy(Finder(.forbidden("no"))).evaluate(review, at: .validate).decision
        #expect(decision?.status?.code == 403)
    }

    @Test(arguments: ["create", "PATCH", "CREATE ", "DELETECOLLECTION"])
    func `no other operation is taken for one we know`(_ operation: String) {
        #expect(throws: ReviewError.self) { _ = try ReviewText(["request.operation": "\"\(operation)\""]).review }
    }

    @Test(
        arguments: [
            "request.kind", "request.name", "request.namespace", "request.subResource", "request.userInfo",
            "request.dryRun", "request.options", "request.requestKind",
        ], ["5", "null", "[]", "{}", "\"\"", nil])
    func `what it can be decided without may be missing or of any type`(_ field: String, _ json: String?) throws {
        let policy = Policy(Finder(.forbidden("no")))
        let decision = policy.evaluate(try ReviewText([field: json]).review, at: .validate).decision
        #expect(decision?.status?.code == 403)
    }

    @Test func `fields that Kubernetes may add are ignored, and case counts`() throws {
        let review = try ReviewText([
            "extra": "{\"a\":[1]}", "response": "{}", "request.later": "[{}]", "request.UID": "\"wrong\"",
            "request.Operation": "\"DELETE\"",
        ]).review
        #expect(review.uid == "u-1" && review.operation == .create)
    }

    @Test(arguments: [#"{"Kind":"AdmissionReview"}"#, #"{"kind":"admissionreview"}"#, "[]", "5", "null", "\"x\""])
    func `what is no AdmissionReview is not read`(_ text: String) throws {
        let document = try Parser.parse(Array(text.utf8))
        #expect(throws: ReviewError.badField("kind", wanted: "\"AdmissionReview\"")) { _ = try Review(document) }
    }

    @Test(arguments: ["[]", "5", "\"x\"", "null", "true", "{}", #"{"metadata":5}"#, #"{"metadata":{"name":[]}}"#])
    func `an object of any shape is decided, old or new`(_ object: String) throws {
        let finder = Finder { review, _ in
            var findings = Findings()
            if review.meta.annotations == nil { findings.report(.required("metadata.annotations", "say why")) }
            return findings
        }
        for review in [
            try Review.create(object), try Review.update(from: object, to: "{}"), try Review.delete(object),
        ] {
            let decision = try #require(Policy(finder).evaluate(review, at: .validate).decision)
            #expect(review.name == "a-thing")
            // On UPDATE neither the old object has one, so that the ratchet lets it pass.
            let isRatcheted = review.operation == .update && review.oldObject != nil
            #expect(decision.isAllowed == isRatcheted)
        }
    }

    static let names: [(String, Admission.Operation, String, String, String, String)] = [
        ("the object's own", .create, #"{"metadata":{"name":"own"}}"#, "null", "asked", "own"),
        ("of a generated name nothing is known", .create, #"{"metadata":{"generateName":"own-"}}"#, "null", "", ""),
        ("the request's where the object has none", .create, "{}", "null", "asked", "asked"),
        ("the old object's on DELETE", .delete, "null", #"{"metadata":{"name":"own"}}"#, "asked", "own"),
        ("of a deletecollection", .delete, "null", #"{"metadata":{"name":"own"}}"#, "", "own"),
        ("the new object's on UPDATE", .update, #"{"metadata":{"name":"own"}}"#, "{}", "", "own"),
    ]

    @Test(arguments: names)
    func `the name is the object's`(
        _ row: String, _ operation: Admission.Operation, _ object: String, _ old: String, _ asked: String,
        _ expected: String
    ) throws {
        let review = try ReviewText([
            "request.operation": "\"\(operation.rawValue)\"", "request.object": object, "request.oldObject": old,
            "request.name": "\"\(asked)\"",
        ]).review
        #expect(review.name == expected)
    }

    static let concerns: [(String, String?, Bool)] = [
        ("same", #"{"group":"example.com","resource":"things"}"#, true),
        ("another group", #"{"group":"example.org","resource":"things"}"#, false),
        ("no group", #"{"resource":"things"}"#, false),
        ("a group that is no text", #"{"group":5,"resource":"things"}"#, false),
        ("another resource", #"{"group":"example.com","resource":"thing"}"#, false),
        ("other case", #"{"group":"example.com","resource":"Things"}"#, false),
    ]

    @Test(arguments: concerns)
    func `a resource is known by group and name`(_ row: String, _ resource: String?, _ expected: Bool) throws {
        #expect(try ReviewText(["request.resource": resource]).review.concerns("things", in: "example.com") == expected)
    }

    @Test(arguments: [
        #"{"resource":"pods"}"#, #"{"group":"","resource":"pods"}"#, #"{"group":null,"resource":"pods"}"#,
    ])
    func `the core group is the empty one`(_ resource: String) throws {
        #expect(try ReviewText(["request.resource": resource]).review.concerns("pods", in: ""))
    }

    @Test func `an error says where and what to do`() {
        #expect(ReviewError.tooLarge(limit: 5).code == 413)
        #expect(ReviewError.tooLarge(limit: 5).description.contains("larger than 5 bytes; raise server.limits.body"))
        let broken = ReviewError.notJSON(ParseError(.unexpectedEnd, at: 7))
        #expect(broken.code == 400 && broken.description.contains("byte 7"))
    }
}
