internal import Admission
internal import JSON
internal import Kubernetes

/// What the API server asks webhooks about an object that somebody applies.
struct ReviewRequest {
    let operation: Admission.Operation
    let kind: KnownKind
    /// Empty for what is in no namespace; of a Namespace, its own name.
    let namespace: String
    let object: Value?
    let oldObject: Value?
    let requester: Requester

    /// The review; nil where the object is nested so deeply that no API server would take it.
    var review: Review? {
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
        let version = subject?["apiVersion"]?.string?.split(separator: "/").last.map(String.init) ?? ""
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
