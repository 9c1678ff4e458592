package import Admission
package import HTTP
internal import JSON

/// Says what a request is for, or what is wrong with how it asks.
package enum Router {
    /// Where a request goes.
    package enum Route: Sendable {
        case review(Endpoint)
        case refusal(Response)
    }

    /// Routes by path, method and the type of the body; the query is not looked at.
    package static func route(_ request: Request) -> Route {
        guard let endpoint = Endpoint.allCases.first(where: { request.path == "/\($0.rawValue)" }) else {
            let advice = "no such path; reviews are posted to /validate and /mutate"
            return .refusal(Response(.notFound, reason: "NotFound", advice))
        }
        guard request.method == .post else {
            var response = Response(.methodNotAllowed, reason: "MethodNotAllowed", "reviews are sent by POST")
            response.headers.append("Allow", "POST")  // RFC 9110 section 15.5.6: must be said
            return .refusal(response)
        }
        guard request.hasLength else {
            let advice = "Content-Length or Transfer-Encoding: chunked is missing"
            return .refusal(Response(.lengthRequired, reason: "BadRequest", advice))
        }
        // RFC 9110 section 8.3: without a type it is for us to say what the body is, and it can only be this.
        guard request.headers["content-type"] == nil || request.headers.hasMediaType("application/json") else {
            let advice = "a review is JSON; send it with Content-Type: application/json"
            return .refusal(Response(.unsupportedMediaType, reason: "UnsupportedMediaType", advice))
        }
        if let coding = request.headers["content-encoding"], coding.lowercased() != "identity" {
            let advice = "compressed bodies are not taken; send the review without Content-Encoding"
            var response = Response(.unsupportedMediaType, reason: "UnsupportedMediaType", advice)
            response.headers.append("Accept-Encoding", "identity")  // RFC 9110 section 15.5.16
            return .refusal(response)
        }
        return .review(endpoint)
    }
}

extension Response {
    /// An error in the form that Kubernetes' clients know, a `Status`.
    package init(_ code: StatusCode, reason: String, _ message: String) {
        self.init(code, Status(code: code.rawValue, reason: reason, message: message))
        // Who comes by browser is shown no page made of it.
        headers.append("X-Content-Type-Options", "nosniff")
    }

    init(_ code: StatusCode, _ status: Status) {
        var writer = Writer()
        writer.status(status, isDocument: true)
        self.init(status: code, contentType: "application/json", body: writer.bytes)
    }

    /// The answer to a posted review: HTTP 200 whatever the decision, unless there is nobody to answer.
    package init(_ answer: Answer) {
        if let json = answer.json {
            self.init(status: .ok, contentType: "application/json", body: json)
        } else {
            let status = answer.decision.status ?? Status(code: 400, reason: "BadRequest", message: "no review")
            let code: StatusCode = status.code == 413 ? .contentTooLarge : .badRequest
            self.init(
                code,
                Status(
                    code: code.rawValue, reason: status.reason, message: "\(status.message); it has no uid to answer to"
                ))
        }
    }
}
