import HTTP

@testable import Serving

/// A client whose answers a test waits for.
struct Caller {
    let client: HTTPClient
    private let inbox = Result { try Inbox<Call.Outcome>() }

    init(_ origin: Origin?, tls: ClientTLS? = nil, connections: Int = 8, connect: Duration = .seconds(5)) throws {
        guard let origin else { throw Client.Failure(what: "origin") }
        client = try HTTPClient(ClientSettings(origin, tls: tls, connections: connections, connect: connect))
    }

    func send(
        _ request: Request = Request(method: .get, path: "/a"), limit: Int = 1 << 20, within: Duration = .seconds(10),
        isIdempotent: Bool = true, isSecret: Bool = false, stream: Call.Stream? = nil
    ) throws {
        let inbox = try inbox.get()
        client.send(
            Call(
                request, limit: limit, within: within, isIdempotent: isIdempotent, isSecret: isSecret, stream: stream
            ) { inbox.post($0) })
    }

    /// Waits for the outcomes of so many calls.
    func outcomes(_ count: Int) throws -> [Call.Outcome] { try inbox.get().next(count) }

    func outcome() throws -> Call.Outcome {
        guard let outcome = try outcomes(1).first else { throw Client.Failure(what: "outcome") }
        return outcome
    }

    /// Waits for an answer and throws where there is none.
    func response() throws -> (status: Int, body: String) {
        let response = try outcome().get()
        return (response.status, String(decoding: response.body, as: UTF8.self))
    }

    func failure() throws -> ClientFailure? {
        if case .failure(let failure) = try outcome() { failure } else { nil }
    }
}
