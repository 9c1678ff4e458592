package import JSON

extension Review {
    /// Reads a review from the document of a request's body. Fields that Kubernetes may add are ignored.
    package init(_ document: Document) throws(ReviewError) {
        let root = document.root
        var members = MemberSearch(in: root)
        guard let kind = members.index(of: "kind"), root.isString("AdmissionReview", at: kind) else {
            throw .badField("kind", wanted: "\"AdmissionReview\"")
        }
        guard let apiVersion = members.index(of: "apiVersion"),
            let version = APIVersion.allCases.first(where: { root.isString($0.rawValue, at: apiVersion) })
        else {
            throw .badField("apiVersion", wanted: "\"admission.k8s.io/v1\" or \"admission.k8s.io/v1beta1\"")
        }
        guard let request = members.index(of: "request"), root.kind(at: request) == .object else {
            throw .badField("request", wanted: "an object")
        }
        try self.init(version, root.at(request))
    }

    /// In the order of k8s.io/api/admission/v1/types.go, in which an API server writes the fields.
    private init(_ version: APIVersion, _ request: Value) throws(ReviewError) {
        var members = MemberSearch(in: request)
        guard let uid = members.index(of: "uid"), request.kind(at: uid) == .string, !request.isString("", at: uid)
        else {
            throw .badField("request.uid", wanted: "a text that is not empty")
        }
        guard let asked = members.index(of: "resource") else { throw .badResource }
        var parts = MemberSearch(in: request.at(asked))
        let group = parts.index(of: "group")
        guard let resource = parts.index(of: "resource"), request.kind(at: resource) == .string else {
            throw .badResource
        }
        let subresource = members.index(of: "subResource")
        guard let written = members.index(of: "operation"),
            let operation = Operation.allCases.first(where: { request.isString($0.rawValue, at: written) })
        else {
            throw .badField("request.operation", wanted: "CREATE, UPDATE, DELETE or CONNECT")
        }
        let places = Places(
            uid: uid, resource: resource, group: group, subresource: subresource, object: members.index(of: "object"),
            oldObject: members.index(of: "oldObject"))
        self.init(version: version, operation: operation, request: request, places: places)
    }
}

extension ReviewError {
    fileprivate static let badResource = ReviewError.badField("request.resource.resource", wanted: "a text")
}
