import Admission
import JSON

@testable import Webhook

/// Denies a Thing, warns, notes or passes it by its `verdict`.
struct Told: Validator {
    static let id = "told"
    static let scopes = [Scope("things", in: "example.com", on: [.create])]

    func findings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        switch review.object?["verdict"]?.string {
        case "deny": findings.report(.invalid("verdict", "deny", "must not be"))
        case "forbid": findings.report(.forbidden("user \"alice\" may not"))
        case "fail": findings.report(.internalError("the cluster is away"))
        case "warn": findings.warn(at: "verdict", "careful")
        case "unchecked": findings.note(.unchecked, Self.id)
        default: break
        }
        return findings
    }
}

/// Sets `verdict` where it is missing.
struct Setter: Mutator {
    static let id = "setter"
    static let scopes = Told.scopes

    func patch(for review: Review, knowing facts: Facts) -> (patch: Patch, findings: Findings) {
        var patch = Patch()
        if review.object?["verdict"] == nil { patch.add("verdict", .string("pass")) }
        return (patch, Findings())
    }
}

enum Asked {
    static let reviewer = Reviewer(
        policy: Policy(
            validators: [.init(Told(), enforce: .deny, reach: Reach())],
            mutators: [.init(Setter(), enforce: .fix, reach: Reach())], ifUnavailable: .deny, digest: "abc"))

    /// The JSON of a review of a Thing.
    static func body(
        object: String, user: String = "alice", name: String = "a-thing", version: APIVersion = .v1, more: String = ""
    ) -> [UInt8] {
        Array(
            """
            {"kind":"AdmissionReview","apiVersion":"\(version.rawValue)","request":{"uid":"u-1",\
            "kind":{"group":"example.com","version":"v1","kind":"Thing"},\
            "resource":{"group":"example.com","version":"v1","resource":"things"},"name":\(quoted(name)),\
            "namespace":"team","operation":"CREATE","userInfo":{"username":\(quoted(user))},"object":\(object)\(more)}}
            """.utf8)
    }

    static func answer(object: String, at endpoint: Endpoint = .validate, version: APIVersion = .v1) -> Answer {
        reviewer.answer(body(object: object, version: version), at: endpoint)
    }

    private static func quoted(_ text: String) -> String {
        var writer = Writer()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension Answer {
    var text: String? { json.map { String(decoding: $0, as: UTF8.self) } }
}
