internal import Admission
internal import HTTP
internal import JSON
internal import Kubernetes
internal import Serving

/// A question put to the API server by itself: what is asked, and what an answer means.
struct Inquiry: Sendable {
    let query: APIQuery
    private let resource: Resource?
    private let name: String
    private let question: Question

    enum Step {
        case ask(Inquiry)
        /// There is no need to: nothing can have such a name.
        case answer(Facts.Answer)
    }

    static func step(_ question: Question) -> Step {
        switch question {
        case .namespace(let name): object(.namespaces, ObjectName(name: name), question)
        case .project(let name): object(.projects, ObjectName(name: name), question)
        case .pullSecret(let namespace, let name):
            namespace.isEmpty
                ? .answer(.pullSecret(nil)) : object(.secrets, ObjectName(namespace: namespace, name: name), question)
        case .kubero(let namespace):
            namespace.isEmpty
                ? .answer(.kubero(nil))
                : object(.kuberoes, ObjectName(namespace: namespace, name: KuberoRegistry.objectName), question)
        case .stages(let namespace): stages(namespace, question)
        case .role(let namespace, let name):
            object(
                namespace.isEmpty ? .clusterRoles : .roles, ObjectName(namespace: namespace, name: name), question)
        case .access(let review):
            .ask(
                Inquiry(
                    query: APIQuery(
                        method: .post, path: "/apis/authorization.k8s.io/v1/subjectaccessreviews", body: review.json),
                    resource: nil, name: "", question: question))
        }
    }

    private static func object(_ resource: Resource, _ name: ObjectName, _ question: Question) -> Step {
        guard let query = resource.object(name) else { return .answer(resource.absent) }
        return .ask(Inquiry(query: query, resource: resource, name: name.name, question: question))
    }

    private static func stages(_ namespace: String, _ question: Question) -> Step {
        guard !namespace.isEmpty, var query = Resource.stages.list(in: namespace, page: .first) else {
            return .answer(.stages([]))
        }
        // A project has tens of them. In pages they would be several questions.
        query.parameters = []
        return .ask(Inquiry(query: query, resource: .stages, name: "", question: question))
    }

    /// What it means that there is no such object, or that the kind is not known.
    var absent: Facts.Answer {
        if case .stages = question { return .stages([]) }
        return resource?.absent ?? .failed("\(APIFailure.noAPIServer)")
    }

    /// What the API server's answer means. Its body is wiped if it may hold a credential.
    /// - Returns: nil where the kind is not known, if it is an API server that says so.
    func answer(_ outcome: APIConnection.Outcome) -> Facts.Answer? {
        switch outcome {
        case .failure(let failure): return .failed("\(failure)")
        case .success(var response):
            defer { if query.isSecret { response.body.erase() } }
            switch response.status {
            case 200, 201: return read(response.body)
            case 404 where response.isNotFound: return absent
            case 404 where resource?.isBuiltIn == false && response.isUnknownPath: return nil
            case 404: return .failed("\(APIFailure.noAPIServer)")
            default: return .failed("\(APIFailure(response))")
            }
        }
    }

    private func read(_ body: [UInt8]) -> Facts.Answer {
        guard let root = (try? Parser.parse(body))?.root else {
            return .failed("\(APIFailure.nonsense("it is no JSON"))")
        }
        switch question {
        case .access:
            guard let allowed = root["status"]?["allowed"]?.bool else {
                return .failed("\(APIFailure.nonsense("it does not say whether the access is allowed"))")
            }
            return .access(allowed)
        case .stages:
            guard let items = root.member("items") else { return .failed("\(APIFailure.nonsense("it is no list"))") }
            return .stages(items.elements.compactMap { ObjectMeta(of: $0).name }.sorted())
        default:
            guard let resource, ObjectMeta(of: root).name?.isExactly(name) == true else {
                return .failed("\(APIFailure.nonsense("it is another object than the one asked for"))")
            }
            return resource.answer(reading: root)
        }
    }
}
