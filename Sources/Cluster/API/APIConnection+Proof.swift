internal import JSON
internal import Serving

extension APIConnection {
    /// The shortest list of what every API server has.
    private static let proof = APIQuery(
        path: "/api/v1/namespaces", parameters: [("limit", "1")], accept: APIQuery.metadataList)

    /// Looks whether it is an API server that is asked, where an answer is worth nothing from any other. `then` is called
    /// once: with nil if it is.
    func prove(by asking: Asking? = nil, within: Duration, then: @escaping @Sendable (APIFailure?) -> Void) {
        ask(Self.proof, by: asking, within: within) { outcome in
            switch outcome {
            case .success(let response) where response.status == 200:
                let root = (try? Parser.parse(response.body))?.root
                let isList = root?.member("items") != nil && root?["metadata"]?["resourceVersion"]?.string != nil
                then(isList ? nil : .nonsense("it is no list"))
            case .success(let response) where response.status == 404: then(.noAPIServer)
            case .success(let response): then(APIFailure(response))
            case .failure(let failure): then(failure)
            }
        }
    }
}
