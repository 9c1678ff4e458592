package import JSON

extension Review {
    /// Reads a review from the document of a request's body. Fields that Kubernetes may add are ignored.
    package init(_ document: Document) throws(ReviewError) {
        let root = document.root
        guard root["kind"]?.isString("AdmissionReview") == true else {
            throw .badField("kind", wanted: "\"AdmissionReview\"")
        }
        let apiVersion = root["apiVersion"]
        guard let version = APIVersion.allCases.first(where: { apiVersion?.isString($0.rawValue) == true }) else {
            throw .badField("apiVersion", wanted: "\"admission.k8s.io/v1\" or \"admission.k8s.io/v1beta1\"")
        }
        guard let request = root["request"], request.kind == .object else {
            throw .badField("request", wanted: "an object")
        }
        guard let uid = request["uid"], uid.kind == .string, !uid.isString("") else {
            throw .badField("request.uid", wanted: "a text that is not empty")
        }
        guard request["resource"]?["resource"]?.kind == .string else {
            throw .badField("request.resource.resource", wanted: "a text")
        }
        let asked = request["operation"]
        guard let operation = Operation.allCases.first(where: { asked?.isString($0.rawValue) == true }) else {
            throw .badField("request.operation", wanted: "CREATE, UPDATE, DELETE or CONNECT")
        }
        self.init(version: version, operation: operation, request: request)
    }
}
