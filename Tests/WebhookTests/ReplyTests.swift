@testable import Admission
import Encodings
import HTTP
import JSON
import Encodings
import Testing

@testable import Webhook

@Suite struct ReplyTests {
    static let passed = #""auditAnnotations":{"rules":"told","violations":"","config":"abc"}"#

    static let replies: [(String, String, Endpoint, APIVersion, String)] = [
        ("allowed", "{}", .validate, .v1, #"{"uid":"u-1","allowed":true,\#(passed)}"#),
        (
            "denied", #"{"verdict":"deny"}"#, .validate, .v1,
            #"""
            {"uid":"u-1","allowed":false,"status":{"status":"Failure","message":\#
            "Thing.example.com \"a-thing\" is invalid: verdict: Invalid value: \"deny\": must not be",\#
            "reason":"Invalid","details":{"name":"a-thing","group":"example.com","kind":"Thing","causes":[\#
            {"reason":"FieldValueInvalid","message":"Invalid value: \"deny\": must not be","field":"verdict"}]},\#
            "code":422},"auditAnnotations":{"rules":"told","violations":"told","config":"abc"}}
            """#
        ),
        (
            "forbidden", #"{"verdict":"forbid"}"#, .validate, .v1beta1,
            #"""
            {"uid":"u-1","allowed":false,"status":{"status":"Failure","message":\#
            "things.example.com \"a-thing\" is forbidden: user \"alice\" may not",\#
            "reason":"Forbidden","details":{"name":"a-thing","group":"example.com","kind":"things"},"code":403},\#
            "auditAnnotations":{"rules":"told","violations":"told","config":"abc"}}
            """#
        ),
        (
            "warned", #"{"verdict":"warn"}"#, .validate, .v1,
            #"{"uid":"u-1","allowed":true,"warnings":["verdict: careful"],\#(passed)}"#
        ),
        (
            "patched", "{}", .mutate, .v1beta1,
            #"""
            {"uid":"u-1","allowed":true,"patchType":"JSONPatch",\#
            "patch":"W3sib3AiOiJhZGQiLCJwYXRoIjoiL3ZlcmRpY3QiLCJ2YWx1ZSI6InBhc3MifV0=",\#
            "auditAnnotations":{"rules":"setter","violations":"setter","config":"abc"}}
            """#
        ),
        (
            "nothing to patch", #"{"verdict":"pass"}"#, .mutate, .v1,
            #"{"uid":"u-1","allowed":true,"auditAnnotations":{"rules":"setter","violations":"","config":"abc"}}"#
        ),
    ]

    @Test(arguments: replies)
    func `a reply is the review that the API server reads, in the version it asked in`(
        _ row: String, _ object: String, _ endpoint: Endpoint, _ version: APIVersion, _ response: String
    ) {
        let answer = Asked.answer(object: object, at: endpoint, version: version)
        let expected = #"{"kind":"AdmissionReview","apiVersion":"\#(version.rawValue)","response":\#(response)}"#
        #expect(answer.text == expected)
        let http = Response(answer)
        #expect(http.status == .ok && http.contentType == "application/json" && http.body == Array(expected.utf8))
    }

    /// The patch in the row above, decoded by hand of `base64 -d`.
    @Test func `the patch is what it says`() {
        let patch = Array(#"[{"op":"add","path":"/verdict","value":"pass"}]"#.utf8)
        #expect(Base64.encode(patch) == "W3sib3AiOiJhZGQiLCJwYXRoIjoiL3ZlcmRpY3QiLCJ2YWx1ZSI6InBhc3MifV0=")
    }

    @Test func `an internal error tells when to ask again`() throws {
        var writer = Writer()
        var details = Status.Details()
        details.retryAfterSeconds = 1
        writer.status(Status(code: 500, reason: "InternalError", message: "m", details: details))
        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == #"""
                {"status":"Failure","message":"m","reason":"InternalError",\#
                "details":{"name":"","kind":"","retryAfterSeconds":1},"code":500}
                """#)
    }

    static let whole = Asked.body(object: #"{"verdict":"pass"}"#)

    static let refusals: [(String, [UInt8], Int?, Int, String)] = [
        ("cut short", Array(whole.dropLast()), nil, 400, "byte \(whole.count - 1)"),
        ("something behind", whole + Array("x".utf8), nil, 400, "byte \(whole.count)"),
        ("a key twice", Asked.body(object: #"{"a":1,"a":2}"#), nil, 400, "stands twice"),
        ("too deep", Asked.body(object: String(repeating: "[", count: 20_000)), nil, 400, "levels deep"),
        ("a field of the request twice", Asked.body(object: "{}", more: #","operation":5"#), nil, 400, "stands twice"),
        ("too long", Array(whole.prefix(200)), 199, 413, "larger than 199 bytes"),
    ]

    @Test(arguments: refusals)
    func `a body with a uid is answered by a denial, whatever is wrong with the rest`(
        _ row: String, _ body: [UInt8], _ limit: Int?, _ code: Int, _ part: String
    ) throws {
        for endpoint in Endpoint.allCases {
            let answer = Asked.reviewer.answer(body, at: endpoint, overflowing: limit)
            #expect(answer.review == nil && Response(answer).status == .ok)
            let response = try #require(Parser.parse(answer.json ?? []).root["response"])
            #expect(response["uid"]?.string == "u-1" && response["allowed"]?.bool == false)
            #expect(response["status"]?["code"]?.integer == code)
            #expect(response["status"]?["message"]?.string?.contains(part) == true)
            #expect(response["auditAnnotations"]?["config"]?.string == "abc")
        }
    }

    @Test(arguments: [
        (#"{"kind":"Other","request":{"uid":"u"}}"#, "kind must be"),
        (#"{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v2","request":{"uid":"u"}}"#, "apiVersion must be"),
        (#"{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u"}}"#, "request.resource"),
    ])
    func `a body that is JSON but no review is denied by its uid`(_ body: String, _ part: String) {
        let answer = Asked.reviewer.answer(Array(body.utf8), at: .validate)
        #expect(answer.identity == ReviewIdentity(uid: "u", version: .v1) && answer.decision.status?.code == 400)
        #expect(answer.decision.status?.message.contains(part) == true)
    }

    static let nameless: [(String, String, Int?, StatusCode, String)] = [
        ("nothing", "", nil, .badRequest, "BadRequest"), ("no JSON", "hello", nil, .badRequest, "BadRequest"),
        ("no review", "{}", nil, .badRequest, "BadRequest"),
        ("an empty uid", #"{"request":{"uid":""}}"#, nil, .badRequest, "BadRequest"),
        ("too long", "{", 1, .contentTooLarge, "RequestEntityTooLarge"),
    ]

    @Test(arguments: nameless)
    func `where there is no uid to answer to, HTTP says so`(
        _ row: String, _ body: String, _ limit: Int?, _ code: StatusCode, _ reason: String
    ) throws {
        let answer = Asked.reviewer.answer(Array(body.utf8), at: .validate, overflowing: limit)
        #expect(answer.identity == nil && answer.json == nil && !answer.decision.isAllowed)
        let response = Response(answer)
        #expect(response.status == code && response.contentType == "application/json")
        let status = try Parser.parse(response.body).root
        #expect(status["kind"]?.string == "Status" && status["apiVersion"]?.string == "v1")
        #expect(status["code"]?.integer == code.rawValue && status["reason"]?.string == reason)
        #expect(status["message"]?.string?.hasSuffix("; it has no uid to answer to") == true)
    }
}
