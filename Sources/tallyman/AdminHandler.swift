internal import HTTP
internal import Metrics
internal import Serving
internal import Webhook

/// Answers probes, Prometheus, and who wants to know whether the certificate is still good.
struct AdminHandler: Handler {
    let report: ServerReport
    let state: ServerState

    func respond(to request: Request, in memory: inout [UInt8]) -> Answering { .now(response(to: request)) }

    func refuse(_ failure: RequestFailure) -> Response {
        Response(failure.status, reason: "BadRequest", failure.message)
    }

    private func response(to request: Request) -> Response {
        guard ["/livez", "/readyz", "/metrics", "/ca.crl"].contains(request.path) else {
            return Response(
                .notFound, reason: "NotFound", "no such path; there are /livez, /readyz, /metrics and /ca.crl")
        }
        guard request.method == .get || request.method == .head else {
            var response = Response(.methodNotAllowed, reason: "MethodNotAllowed", "all here is asked for by GET")
            response.headers.append("Allow", "GET, HEAD")
            return response
        }
        switch request.path {
        case "/livez":
            return Probe(name: "livez", checks: [HealthCheck(name: "ping", isPassed: true, note: "")])
                .response(query: request.query)
        case "/readyz":
            return Probe(name: "readyz", checks: report.checks(isDraining: state.isDraining))
                .response(query: request.query)
        case "/ca.crl":
            return report.standing.now.list.response
        default:
            return Response(
                contentType: PrometheusText.contentType, body: PrometheusText.write(report.families(state.counts)))
        }
    }
}
