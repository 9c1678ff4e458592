import HTTP
import Serving

/// A client that waits for its answers, and keeps its connection.
struct Caller {
    struct NoAnswer: Error {}

    private let client: HTTPClient

    init(_ endpoint: Endpoint, tls: ClientTLS?) throws {
        guard let origin = Origin(host: endpoint.address, port: endpoint.port) else { throw NoAnswer() }
        client = try HTTPClient(ClientSettings(origin, tls: tls, connections: 1))
    }

    func call(_ target: String, _ method: HTTP.Method = .get, body: [UInt8] = []) throws -> ClientResponse {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let request = Request(
            method: method, path: parts[0], query: parts.count > 1 ? parts[1] : nil,
            headers: body.isEmpty ? [:] : ["Content-Type": "application/json"], body: body)
        let inbox = try Inbox<Serving.Call.Outcome>()
        client.send(Serving.Call(request, limit: 1 << 20, within: .seconds(30)) { inbox.post($0) })
        return try inbox.next()[0].get()
    }

    /// Posts a review; the answer's text.
    func review(_ body: [UInt8]) throws -> String {
        String(decoding: try call("/validate", .post, body: body).body, as: UTF8.self)
    }
}
