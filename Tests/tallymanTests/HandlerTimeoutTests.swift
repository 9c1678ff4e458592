import HTTP
import Rules
import Testing
import Webhook

@testable import Serving
@testable import tallyman

@Suite struct HandlerTimeoutTests {
    @Test(
        arguments: [
            ("timeout=3s", .seconds(3)), ("a=b&timeout=500ms", .milliseconds(500)), (nil, .seconds(10)),
            ("", .seconds(10)), ("timeout=soon", .seconds(10)),
        ] as [(String?, Duration)])
    func `a call that does not say how long it waits has the time of a registration that does not`(
        _ query: String?, _ timeout: Duration
    ) throws {
        let log = try LogReader()
        let handler = WebhookHandler(
            current: Current(InForce(Catalogue.policy(Settings(), digest: "a"), source: nil)), source: nil,
            bodyLimit: 1 << 20, level: .none, lines: log.log.decisions, counts: ReviewCounts(rules: []))
        let path = "/validate" + (query.map { "?\($0)" } ?? "")
        #expect(handler.timeout(of: Request(method: .post, path: "/validate", query: query)) == timeout, "\(path)")
    }
}
