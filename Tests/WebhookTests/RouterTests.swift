import Admission
import HTTP
import JSON
import Testing

@testable import Webhook

@Suite struct RouterTests {
    static func request(
        _ method: Method = .post, _ path: String = "/validate", type: String? = "application/json",
        coding: String? = nil, query: String? = nil, hasLength: Bool = true
    ) -> Request {
        var headers = Headers()
        if let type { headers.append("Content-Type", type) }
        if let coding { headers.append("Content-Encoding", coding) }
        return Request(method: method, path: path, query: query, headers: headers, hasLength: hasLength)
    }

    static let routes: [(String, Request, Endpoint)] = [
        ("validate", request(), .validate), ("mutate", request(.post, "/mutate"), .mutate),
        ("as an API server asks", request(query: "timeout=5s"), .validate),
        ("any query", request(.post, "/mutate", query: "a=b&c=%00&/validate"), .mutate),
        ("an empty query", request(query: ""), .validate), ("no content type", request(type: nil), .validate),
        ("a charset", request(type: "application/json; charset=utf-8"), .validate),
        ("other parameters", request(type: "application/json;a=b ; c=\"d\""), .validate),
        ("a type in capitals", request(type: "Application/JSON"), .validate),
        ("a coding that is none", request(coding: "identity"), .validate),
        ("the same in capitals", request(coding: "Identity"), .validate),
    ]

    @Test(arguments: routes)
    func `a review is routed by its path`(_ row: String, _ request: Request, _ endpoint: Endpoint) {
        guard case .review(let found) = Router.route(request) else {
            Issue.record("refused")
            return
        }
        #expect(found == endpoint)
    }

    static let refusals: [(String, Request, StatusCode, String)] = [
        ("the root", request(.post, "/"), .notFound, "NotFound"),
        ("another path", request(.post, "/validates"), .notFound, "NotFound"),
        ("a path below", request(.post, "/validate/"), .notFound, "NotFound"),
        ("a path in capitals", request(.post, "/Validate"), .notFound, "NotFound"),
        ("an escaped path", request(.post, "/%76alidate"), .notFound, "NotFound"),
        ("two slashes", request(.post, "//validate"), .notFound, "NotFound"),
        ("the path before the method", request(.get, "/nothing"), .notFound, "NotFound"),
        ("the server as a whole", request(.options, "*"), .notFound, "NotFound"),
        ("GET", request(.get), .methodNotAllowed, "MethodNotAllowed"),
        ("HEAD", request(.head, "/mutate"), .methodNotAllowed, "MethodNotAllowed"),
        ("PUT", request(.other("PUT")), .methodNotAllowed, "MethodNotAllowed"),
        ("a method in small letters", request(.other("post")), .methodNotAllowed, "MethodNotAllowed"),
        ("the method before the length", request(.get, hasLength: false), .methodNotAllowed, "MethodNotAllowed"),
        ("no length", request(hasLength: false), .lengthRequired, "BadRequest"),
        ("the length before the type", request(type: "text/plain", hasLength: false), .lengthRequired, "BadRequest"),
        ("another type", request(type: "application/yaml"), .unsupportedMediaType, "UnsupportedMediaType"),
        ("a longer type", request(type: "application/json5"), .unsupportedMediaType, "UnsupportedMediaType"),
        (
            "a type in a parameter", request(type: "a/b; application/json"), .unsupportedMediaType,
            "UnsupportedMediaType"
        ),
        ("an empty type", request(type: ""), .unsupportedMediaType, "UnsupportedMediaType"),
        ("gzip", request(coding: "gzip"), .unsupportedMediaType, "UnsupportedMediaType"),
        ("identity and gzip", request(coding: "identity, gzip"), .unsupportedMediaType, "UnsupportedMediaType"),
    ]

    @Test(arguments: refusals)
    func `what is no review is refused with a Status`(
        _ row: String, _ request: Request, _ code: StatusCode, _ reason: String
    ) throws {
        guard case .refusal(let response) = Router.route(request) else {
            Issue.record("taken")
            return
        }
        #expect(response.status == code && response.contentType == "application/json")
        #expect(response.headers["x-content-type-options"] == "nosniff")
        let status = try Parser.parse(response.body).root
        #expect(status["kind"]?.string == "Status" && status["apiVersion"]?.string == "v1")
        #expect(status["status"]?.string == "Failure" && status["reason"]?.string == reason)
        #expect(status["code"]?.integer == code.rawValue && status["message"]?.string?.isEmpty == false)
        #expect(response.headers["Allow"] == (code == .methodNotAllowed ? "POST" : nil))
        #expect(response.headers["Accept-Encoding"] == (row.hasSuffix("gzip") ? "identity" : nil))
    }
}
