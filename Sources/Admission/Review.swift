package import JSON
package import Kubernetes

/// One AdmissionReview request, read in place: what a client wants to do to which object.
package struct Review: Sendable {
    package let version: APIVersion
    package let operation: Operation
    private let request: Value
    private let places: Places
    private var content = Content.sent

    /// Where the fields stand that every review is asked for. They are found once, and all in the request's document:
    /// to hand a review on is to count one reference to that.
    struct Places {
        let uid: Int
        /// Of `resource`, which is a text, and of its group.
        let resource: Int
        let group: Int?
        let subresource: Int?
        let object: Int?
        let oldObject: Int?
    }

    /// What stands in for the object.
    private enum Content {
        case sent, old
        case other(Value)
    }

    init(version: APIVersion, operation: Operation, request: Value, places: Places) {
        self.version = version
        self.operation = operation
        self.request = request
        self.places = places
    }

    /// The object as it is to be: nil on DELETE. It may be any JSON; rules read what they find.
    package var object: Value? {
        switch content {
        case .sent: places.object.map(request.at)
        case .old: oldObject
        case .other(let object): object
        }
    }
    /// The object as it is: nil on CREATE.
    package var oldObject: Value? { places.oldObject.map(request.at) }

    /// Identifies the request; echoed in the reply.
    package var uid: String { echo.string ?? "" }
    /// The same as it came, a text.
    package var echo: Value { request.at(places.uid) }
    /// Empty for an object whose name is yet to be generated, and for the objects of a deletecollection.
    package var requestName: String { text("name") }
    /// The namespace of the object; of a Namespace, its own name; empty for other cluster-scoped objects.
    package var namespace: String { text("namespace") }
    package var subresource: String { places.subresource.flatMap { request.at($0).string } ?? "" }
    package var group: String { places.group.flatMap { request.at($0).string } ?? "" }
    package var resource: String { request.at(places.resource).string ?? "" }
    package var kind: String { request["kind"]?["kind"]?.string ?? "" }
    package var isDryRun: Bool { request["dryRun"]?.bool ?? false }
    package var user: User { User(request["userInfo"]) }

    /// The object that the request is about: the new one, or on DELETE the one that is to go.
    package var subject: Value? { operation == .delete ? oldObject : object }
    package var meta: ObjectMeta { ObjectMeta(of: subject) }
    /// The object's own name, else what the request says (a deletecollection does not say).
    package var name: String { meta.name ?? requestName }

    /// Whether `name` is this one, byte for byte. Allocates nothing.
    package func hasName(_ name: String) -> Bool {
        if let own = subject?["metadata"]?["name"], own.kind == .string { return own.isString(name) }
        guard let asked = request["name"], asked.kind == .string else { return name.isEmpty }
        return asked.isString(name)
    }

    /// Whether the request is about `resource` of `group`. Allocates nothing.
    package func concerns(_ resource: String, in group: String) -> Bool {
        guard request.isString(resource, at: places.resource) else { return false }
        guard let asked = places.group else { return group.isEmpty }
        return request.isString(group, at: asked)
    }

    /// An UPDATE of an object that is being deleted; only finalizers are left to be removed, so nothing holds it up.
    /// (A client cannot claim it: the API server refuses a change of `deletionTimestamp`, see
    /// ValidateObjectMetaAccessorUpdate in k8s.io/apimachinery/pkg/api/validation/objectmeta.go.)
    package var isOfTerminating: Bool {
        operation == .update && (ObjectMeta(of: object).isBeingDeleted || ObjectMeta(of: oldObject).isBeingDeleted)
    }

    /// The same request with another object in it, as a patch would make it.
    package func replacing(object: Value) -> Review {
        var review = self
        review.content = .other(object)
        return review
    }

    /// The old object as if it were the new one, so that what was wrong with it before can be told from what is new.
    func asItWas() -> Review {
        var review = self
        review.content = .old
        return review
    }

    private func text(_ key: String) -> String { request[key]?.string ?? "" }
}
