import HTTP
import Serving

/// Answers probes as a server's own do, and what else is asked as `Echo` does.
struct Readiness: Handler {
    let state: ServerState

    func respond(to request: Request) -> Answering {
        guard request.path == "/readyz" else { return Echo().respond(to: request) }
        return .now(Response(status: state.isDraining ? .serviceUnavailable : .ok, text: "\(state.isDraining)"))
    }

    func refuse(_ failure: RequestFailure) -> Response { Echo().refuse(failure) }
}
