import JSON
import Testing

@testable import Admission

@Suite struct StatusTests {
    static let invalid = Violation.invalid("spec.a", "x", "must be y")
    static let field = Violation.forbidden("user \"u\" may not set this", at: "spec.b")
    static let user = Violation.forbidden("user \"u\" may not do this")
    static let unknown = Violation.internalError("could not be looked up")

    static let rows: [(String, [Violation], Int, String, String, String)] = [
        (
            "invalid", [invalid], 422, "Invalid", "Thing",
            #"Thing.example.com "a-thing" is invalid: spec.a: Invalid value: "x": must be y"#
        ),
        (
            "forbidden", [user], 403, "Forbidden", "things",
            #"things.example.com "a-thing" is forbidden: user "u" may not do this"#
        ),
        (
            "forbidden at a field", [field], 403, "Forbidden", "things",
            #"things.example.com "a-thing" is forbidden: user "u" may not set this"#
        ),
        ("internal", [unknown], 500, "InternalError", "Thing", "Internal error occurred: could not be looked up"),
        (
            "422 over 500", [unknown, invalid], 422, "Invalid", "Thing",
            #"Thing.example.com "a-thing" is invalid: [could not be looked up, spec.a: Invalid value: "x": must be y]"#
        ),
        (
            "403 over all", [invalid, unknown, user], 403, "Forbidden", "things",
            #"""
            things.example.com "a-thing" is forbidden: [spec.a: Invalid value: "x": must be y, \#
            could not be looked up, user "u" may not do this]
            """#
        ),
    ]

    @Test(arguments: rows)
    func `the status is as apimachinery writes it`(
        _ row: String, _ violations: [Violation], _ code: Int, _ reason: String, _ kind: String, _ message: String
    ) throws {
        let status = Status(violations, of: try Review.create("{}"))
        #expect(status.code == code && status.reason == reason)
        #expect(status.message == message)
        #expect(status.details?.group == "example.com" && status.details?.kind == kind)
        #expect(status.details?.name == "a-thing")
        #expect((status.details?.retryAfterSeconds != nil) == (code == 500))
    }

    @Test func `causes are all fields at fault, whatever the code`() throws {
        let status = Status([Self.invalid, Self.field, Self.user, Self.unknown], of: try Review.create("{}"))
        #expect(
            status.details?.causes == [
                .init(reason: .invalid, message: "Invalid value: \"x\": must be y", field: "spec.a"),
                .init(reason: .forbidden, message: "Forbidden: user \"u\" may not set this", field: "spec.b"),
            ])
    }

    @Test func `the core group has no suffix`() throws {
        let review = try ReviewText([
            "request.kind": #"{"group":"","version":"v1","kind":"Namespace"}"#,
            "request.resource": #"{"group":"","version":"v1","resource":"namespaces"}"#,
        ]).review
        #expect(Status([Self.invalid], of: review).message.hasPrefix("Namespace \"a-thing\" is invalid: "))
        #expect(Status([Self.user], of: review).message.hasPrefix("namespaces \"a-thing\" is forbidden: "))
    }

    /// NewForbidden leaves an empty name out, NewInvalid does not; k8s.io/apimachinery/pkg/api/errors/errors.go.
    @Test func `an object without a name is told as apimachinery tells it`() throws {
        let review = try ReviewText(["request.name": "\"\"", "request.object": "{}"]).review
        #expect(
            Status([Self.user], of: review).message == "things.example.com is forbidden: user \"u\" may not do this")
        #expect(Status([Self.invalid], of: review).message.hasPrefix("Thing.example.com \"\" is invalid: "))
    }

    @Test(arguments: ["\u{1B}[2J", "a\nb", "a\"b", "\u{202E}x"])
    func `a name cannot forge a message`(_ name: String) throws {
        var writer = Writer()
        writer.string(name)
        let review = try ReviewText(["request.name": String(decoding: writer.bytes, as: UTF8.self)]).review
        let message = Status([Self.user], of: review).message
        #expect(message.contains("\(Quoted(name))") && message.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    }

    @Test(arguments: [Self.invalid, Self.user]) func `what a review is about is told in few words, however long it is`(
        _ violation: Violation
    ) throws {
        let long = String(repeating: "\u{e9}", count: 1 << 20)
        let review = try ReviewText([
            "request.kind": #"{"group":"\#(long)","version":"v1","kind":"\#(long)"}"#,
            "request.resource": #"{"group":"\#(long)","version":"v1","resource":"\#(long)"}"#,
            "request.name": "\"\(long)\"",
        ]).review
        let status = Status([violation], of: review)
        let details = try #require(status.details)
        #expect(status.message.utf8.count < 2_000)
        #expect([details.group, details.kind, details.name].allSatisfy { $0.unicodeScalars.count == 254 })
    }

    @Test(arguments: [
        (String(repeating: "\u{e9}", count: 253), String(repeating: "\u{e9}", count: 253)),
        ("https://bot:s3cr3t@host", "https://host"),
    ])
    func `a name that is not too long is told whole, but for a password`(_ name: String, _ told: String) throws {
        let review = try ReviewText(["request.name": "\"\(name)\""]).review
        #expect(Status([Self.invalid], of: review).details?.name == told)
    }

    @Test(arguments: [99, 100, 101, 250])
    func `of many violations, which all are causes, the message tells a hundred`(_ count: Int) throws {
        let violations = (0..<count).map { Violation.required(FieldPath("list").index($0), "say it") }
        let status = Status(violations, of: try Review.create("{}"))
        #expect(status.details?.causes.count == count)
        #expect(status.details?.causes.last?.field == "list[\(count - 1)]")
        #expect(status.message.hasSuffix(count > 100 ? ", and \(count - 100) more]" : "Required value: say it]"))
    }

    static let wordings: [(Violation, String, Violation.Reason)] = [
        (.invalid("a", "v", "why"), #"Invalid value: "v": why"#, .invalid),
        (.invalid("a", nil, "why"), #"Invalid value: "<redacted>": why"#, .invalid),
        (.invalid("a", "v\n\u{200B}\"", "why"), #"Invalid value: "v\u{a}\u{200b}\"": why"#, .invalid),
        (.required("a", "why"), "Required value: why", .required),
        (
            .notSupported("a", "v", supported: ["x", "y"]), #"Unsupported value: "v": supported values: "x", "y""#,
            .notSupported
        ),
        (.notAllowed("a", "why"), "Forbidden: why", .forbidden),
        (.typeInvalid("a", .array, wanted: "a text"), #"Invalid value: "array": must be a text"#, .typeInvalid),
        (.duplicate("a", "v"), #"Duplicate value: "v""#, .duplicate),
        (.notFound("a", "v"), #"Not found: "v""#, .notFound),
    ]

    @Test(arguments: wordings)
    func `a field error reads as apimachinery's`(_ violation: Violation, _ text: String, _ reason: Violation.Reason) {
        #expect(violation.cause == text && violation.reason == reason && violation.kind == .invalid)
        #expect(violation.description == "a: \(text)")
    }

    @Test func `a body that is no review has a code and a reason that clients know`() {
        #expect(Status(ReviewError.tooLarge(limit: 1)).code == 413)
        #expect(Status(ReviewError.tooLarge(limit: 1)).reason == "RequestEntityTooLarge")
        #expect(Status(ReviewError.badField("kind", wanted: "x")).reason == "BadRequest")
        #expect(Status(ReviewError.badField("kind", wanted: "x")).details == nil)
    }
}
