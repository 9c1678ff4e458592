package import Admission
package import JSON
internal import Kubernetes

/// What the API server asks webhooks about an object that somebody applies.
package struct ReviewRequest {
    private let operation: Admission.Operation
    private let kind: KnownKind
    private let namespace: String
    private let object: Value?
    private let oldObject: Value?
    private let requester: Requester

    /// - Parameter namespace: empty for what is in none. (That of a Namespace is its own name, whatever this says.)
    package init(
        operation: Admission.Operation, kind: KnownKind, namespace: String, object: Value?, oldObject: Value?,
        requester: Requester
    ) {
        self.operation = operation
        self.kind = kind
        self.namespace = kind.isNamespace ? ObjectMeta(of: object ?? oldObject).name ?? "" : namespace
        self.object = object
        self.oldObject = oldObject
        self.requester = requester
    }

    /// The review; nil where the object is nested so deeply that no API server would take it.
    package var review: Review? {
        guard let document = try? Parser.parse(body) else { return nil }
        return try? Review(document)
    }

    private var subject: Value? { object ?? oldObject }

    private var body: [UInt8] {
        var writer = Writer(capacity: 4_096)
        writer.beginObject()
        writer.member("kind", "AdmissionReview")
        writer.member("apiVersion", APIVersion.v1.rawValue)
        writer.key("request")
        writer.beginObject()
        writer.member("uid", "tallyman-check")
        // What stands in a list of a built-in kind does not say it.
        let version = subject?["apiVersion"]?.string?.split(separator: "/").last.map(String.init) ?? kind.version
        for (key, name) in [("kind", kind.kind), ("resource", kind.resource)] {
            writer.key(key)
            writer.beginObject()
            writer.member("group", kind.group)
            writer.member("version", version)
            writer.member(key, name)
            writer.endObject()
        }
        writer.member("name", ObjectMeta(of: subject).name ?? "")
        writer.member("namespace", namespace)
        writer.member("operation", operation.rawValue)
        writer.key("userInfo")
        requester.write(to: &writer)
        for (key, value) in [("object", object), ("oldObject", oldObject)] {
            writer.key(key)
            if let value { writer.value(value) } else { writer.null() }
        }
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }
}

extension Writer {
    mutating func member(_ name: String, _ text: String) {
        key(name)
        string(text)
    }

    mutating func member(_ name: String, _ number: Int) {
        key(name)
        integer(number)
    }
}
