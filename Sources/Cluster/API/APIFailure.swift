internal import JSON
package import Serving

/// Why the API server did not answer a question. What it says goes into logs and replies: nothing secret is in it.
package enum APIFailure: Error, Sendable, Equatable {
    case client(ClientFailure)
    /// It answered with an error; `reason` and `message` are those of its Status, where there was one.
    case refused(status: Int, reason: String, message: String)
    /// What it answered is not what was asked for.
    case nonsense(String)
    case noToken(String)
    /// It answers 404 where every API server has something.
    case noAPIServer

    /// Characters of a message that are shown.
    private static let shown = 200

    init(_ response: ClientResponse) {
        let status = (try? Parser.parse(response.body))?.root
        self = .refused(
            status: response.status, reason: status?["reason"]?.string ?? "", message: status?["message"]?.string ?? "")
    }
}

extension APIFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .client(let failure): "\(failure)"
        case .refused(let status, let reason, let message):
            "the API server answered \(status)"
                + (reason.isEmpty ? "" : " \(Quoted(reason))")
                + (message.isEmpty ? "" : ": \(Quoted(message, limit: Self.shown))")
        case .nonsense(let what): "the API server's answer cannot be read: \(what)"
        case .noToken(let why): why
        case .noAPIServer: "404: this is no API server's address; is a path missing in server:?"
        }
    }
}
