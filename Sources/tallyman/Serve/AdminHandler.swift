internal import HTTP
internal import Serving
internal import Webhook

/// Answers probes: whether the process lives, and whether it is ready for reviews.
struct AdminHandler: Handler {
    func respond(to request: Request) -> Answering { .now(response(to: request)) }

    private func response(to request: Request) -> Response {
        guard ["/livez", "/readyz"].contains(request.path) else {
            return Response(.notFound, reason: "NotFound", "no such path; there are /livez and /readyz")
        }
        guard request.method == .get || request.method == .head else {
            var response = Response(.methodNotAllowed, reason: "MethodNotAllowed", "probes are made by GET")
            response.headers.append("Allow", "GET, HEAD")
            return response
        }
        return Response(status: .ok, text: "ok")
    }

    func refuse(_ failure: RequestFailure) -> Response {
        Response(failure.status, reason: "BadRequest", failure.message)
    }
}
