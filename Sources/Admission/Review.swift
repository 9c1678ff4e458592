package import JSON
package import Kubernetes

/// One AdmissionReview request, read in place: what a client wants to do to which object.
package struct Review: Sendable {
    package let version: APIVersion
    package let operation: Operation
    /// The object as it is to be: nil on DELETE. It may be any JSON; rules read what they find.
    package private(set) var object: Value?
    /// The object as it is: nil on CREATE.
    package private(set) var oldObject: Value?
    let request: Value
    private let asked: (resource: Value?, group: Value?)

    init(version: APIVersion, operation: Operation, request: Value) {
        self.version = version
        self.operation = operation
        self.request = request
        let asked = request["resource"]
        self.asked = (asked?["resource"], asked?["group"])
        object = request["object"]
        oldObject = request["oldObject"]
    }

    /// Identifies the request; echoed in the reply.
    package var uid: String { text("uid") }
    /// Empty for an object whose name is yet to be generated, and for the objects of a deletecollection.
    package var requestName: String { text("name") }
    /// The namespace of the object; of a Namespace, its own name; empty for other cluster-scoped objects.
    package var namespace: String { text("namespace") }
    package var subresource: String { text("subResource") }
    package var group: String { asked.group?.string ?? "" }
    package var resource: String { asked.resource?.string ?? "" }
    package var kind: String { request["kind"]?["kind"]?.string ?? "" }
    package var isDryRun: Bool { request["dryRun"]?.bool ?? false }
    package var user: User { User(request["userInfo"]) }

    /// The object that the request is about: the new one, or on DELETE the one that is to go.
    package var subject: Value? { operation == .delete ? oldObject : object }
    package var meta: ObjectMeta { ObjectMeta(of: subject) }
    /// The object's own name, else what the request says (a deletecollection does not say).
    package var name: String { meta.name ?? requestName }

    /// Whether the request is about `resource` of `group`. Allocates nothing.
    package func concerns(_ resource: String, in group: String) -> Bool {
        guard asked.resource?.isString(resource) == true else { return false }
        return asked.group?.isString(group) ?? group.isEmpty
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
        review.object = object
        return review
    }

    /// The old object as if it were the new one, so that what was wrong with it before can be told from what is new.
    func asItWas() -> Review {
        var review = self
        review.object = oldObject
        return review
    }

    private func text(_ key: String) -> String { request[key]?.string ?? "" }
}
