import HTTP

@testable import Serving

/// Answers with what it was asked: method, path, length of the body, and the body itself on /echo.
struct Echo: Handler {
    /// Tickets of the requests for /later.
    var tickets: Tickets?

    func respond(to request: Request, in memory: inout [UInt8]) -> Answering {
        guard let tickets, request.path.hasPrefix("/later") else {
            var response = response(to: request)
            // In the memory of the answer before, as the webhooks' handler does.
            memory.removeAll(keepingCapacity: true)
            memory += response.body
            swap(&response.body, &memory)
            return .now(response)
        }
        return .later { tickets.post($0) }
    }

    private func response(to request: Request) -> Response {
        switch request.path {
        case "/echo": Response(contentType: "application/octet-stream", body: request.body)
        case "/large": Response(contentType: "text/plain", body: Array(repeating: UInt8(ascii: "#"), count: 1 << 20))
        case "/last": Response(close: true)
        default:
            Response(
                status: request.bodyOverflowed ? .contentTooLarge : .ok,
                text: "\(request.path) \(request.body.count)\(request.bodyOverflowed ? " and more" : "")")
        }
    }

    func refusal(ofHead request: Request) -> Response? {
        request.path == "/nobody" ? Response(status: .notFound, text: request.path) : nil
    }

    func refuse(_ failure: RequestFailure) -> Response {
        let isToAskAgain = failure.status == .serviceUnavailable
        return Response(
            status: failure.status, text: failure.message, headers: isToAskAgain ? ["Retry-After": "1"] : [:])
    }
}
