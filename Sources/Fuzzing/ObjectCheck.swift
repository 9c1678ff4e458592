internal import Admission
internal import Encodings
internal import JSON
internal import Manifests
internal import Webhook

/// Any JSON can be an object: it is decided by all rules, and nothing of a Secret is told. What is no JSON is refused.
enum ObjectCheck {
    static func run(_ bytes: [UInt8]) throws(Broken) {
        let object = try? Parser.parse(bytes)
        for body in bodies(around: bytes) {
            for answer in try Answering.all.answers(to: body) {
                guard let object else { continue }
                try Broken.unless(answer.review != nil && answer.identity?.uid == "u-1", "an object is not decided")
                try Broken.unless(answer.decision.status?.code != 400, "an object is refused as no review")
                if body.starts(with: head(secret, "CREATE")) { try isSilent(answer, about: object.root) }
            }
        }
    }

    private struct Kind {
        let group: String
        let kind: String
        let resource: String
    }

    private static let secret = Kind(group: "", kind: "Secret", resource: "secrets")

    /// The kind that the object says it is of, and one more; created, changed and deleted.
    private static func bodies(around object: [UInt8]) -> [[UInt8]] {
        var dice = Dice(object)
        let said = (try? Parser.parse(object))?.root["kind"]?.string
        let known = KnownKind.all.first { $0.kind == said } ?? KnownKind.all[dice.next(below: KnownKind.all.count)]
        let kinds = [Kind(group: known.group, kind: known.kind, resource: known.resource), secret]
        return kinds.flatMap { kind in
            [
                body(kind, "CREATE", object, null), body(kind, "UPDATE", object, other),
                body(kind, "UPDATE", other, object), body(kind, "DELETE", null, object),
            ]
        }
    }

    private static let null = Array("null".utf8)
    private static let other = Array(#"{"metadata":{"name":"shop"}}"#.utf8)

    private static func body(_ kind: Kind, _ operation: String, _ object: [UInt8], _ old: [UInt8]) -> [UInt8] {
        var body = head(kind, operation)
        body += object
        body += #","oldObject":"#.utf8
        body += old
        body += "}}".utf8
        return body
    }

    private static func head(_ kind: Kind, _ operation: String) -> [UInt8] {
        let head = #"""
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u-1",\#
            "kind":{"kind":"\#(kind.kind)"},\#
            "resource":{"group":"\#(kind.group)","version":"v1","resource":"\#(kind.resource)"},"name":"shop",\#
            "namespace":"shop","operation":"\#(operation)",\#
            "userInfo":{"username":"alice@example.com","groups":["dev-team"]},"object":
            """#
        return Array(head.utf8)
    }

    /// Values of a Secret stand nowhere in its answer, neither as they are nor decoded. Others than those with the mark
    /// may stand there by chance.
    private static func isSilent(_ answer: Answer, about secret: Value) throws(Broken) {
        let reply = String(decoding: answer.json ?? [], as: UTF8.self)
        let others = secret.members.filter { !$0.has("data") && !$0.has("stringData") }.map(\.value.raw)
        for field in ["data", "stringData"] {
            guard let values = secret[field] else { continue }
            let keys = values.members.map(\.key)
            for member in values.members {
                guard let text = member.value.string else { continue }
                let decoded = String(decoding: Base64.decode(Array(text.utf8)) ?? [], as: UTF8.self)
                for secret in [text, decoded] where secret.utf8.starts(with: mark.utf8) {
                    guard !(others + keys).contains(where: { $0.holds(secret) }) else { continue }
                    try Broken.unless(!reply.holds(secret), "the answer tells a Secret's \(field)")
                }
            }
        }
    }

    /// What secret values in the corpus begin with.
    private static let mark = "s3cr3t"
}
