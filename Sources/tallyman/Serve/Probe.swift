internal import HTTP

/// A probe's answer, put together as the Kubernetes API server does (k8s.io/apiserver/pkg/server/healthz).
struct Probe {
    /// `livez` or `readyz`.
    let name: String
    let checks: [HealthCheck]

    /// - Parameter query: `verbose` for a line for each check, which a probe that fails has anyway; `exclude=NAME`
    ///   leaves one out.
    func response(query: String?) -> Response {
        let parameters = query?.split(separator: "&") ?? []
        let counted = checks.filter { !parameters.contains("exclude=\($0.name)"[...]) }
        let isPassed = counted.allSatisfy(\.isPassed)
        let isVerbose = parameters.contains { $0 == "verbose" || $0.hasPrefix("verbose=") }
        guard isVerbose || !isPassed else { return Response(status: .ok, text: "ok") }
        let lines = counted.map(\.line) + ["\(name) check \(isPassed ? "passed" : "failed")"]
        return Response(status: isPassed ? .ok : .serviceUnavailable, text: lines.joined(separator: "\n"))
    }
}
