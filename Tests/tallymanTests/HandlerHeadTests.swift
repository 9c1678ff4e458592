import HTTP
import Rules
import Testing
import Webhook

@testable import Serving
@testable import tallyman

@Suite struct HandlerHeadTests {
    @Test(
        arguments: [
            ("/validate", .post, [:], nil), ("/mutate", .post, ["Content-Type": "application/json"], nil),
            ("/other", .post, [:], .notFound), ("/validate", .other("PUT"), [:], .methodNotAllowed),
            ("/validate", .post, ["Content-Type": "text/plain"], .unsupportedMediaType),
            ("/validate", .post, ["Content-Encoding": "gzip"], .unsupportedMediaType),
            // The denial goes to the uid at the beginning of the body.
            ("/validate", .post, ["Content-Length": "99999999999"], nil),
        ] as [(String, HTTP.Method, Headers, StatusCode?)])
    func `a client that waits to send its body is refused by what its head says`(
        _ path: String, _ method: HTTP.Method, _ headers: Headers, _ status: StatusCode?
    ) throws {
        let log = try LogReader()
        let handler = WebhookHandler(
            current: Current(InForce(Catalogue.policy(Settings(), digest: "a"), source: nil)), source: nil,
            bodyLimit: 1 << 20, level: .none, lines: log.log.decisions, counts: ReviewCounts(rules: []))
        let head = Request(method: method, path: path, headers: headers, hasLength: true)
        #expect(handler.refusal(ofHead: head)?.status == status)
    }
}
