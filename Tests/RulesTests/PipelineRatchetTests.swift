import Admission
import Rules
import Testing

private let at = "spec.registry"
private let reference = "\(at).credentialsSecretRef"
private let before = "it was so before"

extension PipelineCase {
    /// Wrong before, and the update is about something else.
    static let untouched: [PipelineCase] = [
        unchanged("89 an impossible host", #"{"createSecret":"none","host":"registry"}"#, .allowed(before)),
        unchanged("89 userinfo", #"{"createSecret":"none","host":"u:s3cr3t@ghcr.io"}"#, .allowed(before)),
        unchanged("89 a registry of the wrong type", "5", .allowed(before)),
        unchanged("89 createSecret unknown", #"{"createSecret":"clone"}"#, .allowed(before)),
        unchanged("89 createSecret of the wrong type", #"{"createSecret":{"a":1}}"#, .allowed(before)),
        unchanged("89 an impossible name", #"{"credentialsSecretRef":{"name":"A"}}"#, .allowed(before)),
        unchanged("89 no name", #"{"credentialsSecretRef":{}}"#, .allowed(before)),
        unchanged("89 another namespace", #"{"credentialsSecretRef":{"name":"a","namespace":"b"}}"#, .allowed(before)),
        unchanged(
            "89 an unknown key in the reference", #"{"credentialsSecretRef":{"name":"a","x":1}}"#, .allowed(before)),
        unchanged(
            "89 reference and password", #"{"credentialsSecretRef":{"name":"a"},"username":"u","password":"s3cr3t"}"#,
            .allowed(before, before)),
        unchanged("89 a user name alone", #"{"username":"u"}"#, .allowed(before)),
        unchanged("89 create without credentials", #"{"createSecret":"create"}"#, .allowed(before, before)),
        unchanged(
            "89 an impossible password", #"{"username":"u","password":"s3cr3t\""}"#,
            .allowed("\(at).password: can be read", before)),
        unchanged("89 an impossible port", #"{"createSecret":"none","port":0}"#, .allowed(before)),
        unchanged("89 a host alone", #"{"host":"ghcr.io"}"#, .allowed(before)),
        unchanged(
            "89 another reference beside copy", #"{"createSecret":"copy","credentialsSecretRef":{"name":"a"}}"#,
            .allowed(before)),
        .init(
            "89 mainnamespace elsewhere", #"{"createSecret":"copy"}"#, was: .had(#"{"createSecret":"copy"}"#),
            more: #""mainnamespace":"b""#, .allowed(before)),
        .init(
            "89 inline where that is denied now", #"{"username":"u","password":"s3cr3t"}"#,
            was: .had(#"{"username":"u","password":"s3cr3t"}"#), set: { $0.kubero.inlineCredentials = .deny },
            .allowed(before)),
        .init("89 no spec", nil, was: .spec("null"), .allowed(before)) { $0.spec = "null" },
        .init(
            "89 a host from Kubero's form, now from kubectl", #"{"createSecret":"none","host":"https://ghcr.io"}"#,
            was: .had(#"{"createSecret":"none","host":"https://ghcr.io"}"#), .allowed(before)),
        .init(
            "89 the same written otherwise", #"{"host":"registry","createSecret":"none","port":null}"#,
            was: .had(#"{"createSecret":"none","host":"r\u0065gistry"}"#), .allowed(before)),
        .init(
            "89 one thing of two repaired", #"{"createSecret":"none","host":"registry"}"#,
            was: .had(#"{"createSecret":"clone","host":"registry"}"#), .allowed(before)),
        .init(
            "89 another field added", #"{"createSecret":"none","host":"registry","port":443}"#,
            was: .had(#"{"createSecret":"none","host":"registry"}"#), .allowed(before)),
        unchanged("84 nothing wrong", #"{"createSecret":"none","credentialsSecretRef":{"name":"nope"}}"#, .allowed()),
    ]

    /// Right or wrong before, and the update adds a wrong value or changes one into another.
    static let touched: [PipelineCase] = [
        .init(
            "a wrong host for none", #"{"createSecret":"none","host":"registry"}"#,
            was: .had(#"{"createSecret":"none"}"#),
            .denied("\(at).host Invalid")),
        .init(
            "a wrong host for another wrong one", #"{"createSecret":"none","host":"registry2"}"#,
            was: .had(#"{"createSecret":"none","host":"registry"}"#), .denied("\(at).host Invalid")),
        .init(
            "a host of the wrong type for another", #"{"createSecret":"none","host":[1]}"#,
            was: .had(#"{"createSecret":"none","host":[2]}"#), .denied("\(at).host TypeInvalid")),
        .init("a registry of the wrong type for none", "5", was: .had(nil), .denied("\(at) TypeInvalid")),
        .init("a wrong registry for another", "5", was: .had("6"), .denied("\(at) TypeInvalid")),
        .init(
            "a wrong name for another", #"{"credentialsSecretRef":{"name":"A"}}"#,
            was: .had(#"{"credentialsSecretRef":{"name":"B"}}"#), .denied("\(reference).name Invalid")),
        .init(
            "an impossible port for another", #"{"createSecret":"none","port":0}"#,
            was: .had(#"{"createSecret":"none","port":70000}"#), .denied("\(at).port Invalid")),
        .init(
            "another password where none may be", #"{"username":"u","password":"s3cr3t2"}"#,
            was: .had(#"{"username":"u","password":"s3cr3t"}"#), set: { $0.kubero.inlineCredentials = .deny },
            .denied("\(at).password Forbidden")),
        .init(
            "the password moved where none may be", #"{"account":{"password":"s3cr3t"}}"#,
            was: .had(#"{"username":"u","password":"s3cr3t"}"#), set: { $0.kubero.inlineCredentials = .deny },
            .denied("\(at).account.password Forbidden")),
        .init(
            "userinfo added to the host", #"{"createSecret":"none","host":"u:s3cr3t@ghcr.io"}"#,
            was: .had(#"{"createSecret":"none","host":"ghcr.io"}"#), .denied("\(at).host Forbidden")),
        .init(
            "a registry that was unset", #"{"host":"ghcr.io"}"#, was: .had(#"{"host":"https://","username":""}"#),
            .denied("\(reference) Required")),
        .init(
            "another host, still without a credential", #"{"host":"ghcr.io"}"#, was: .had(#"{"host":"quay.io"}"#),
            .denied("\(reference) Required")),
        .init(
            "one wrong value kept, one added", #"{"createSecret":"clone","host":"registry"}"#,
            was: .had(#"{"createSecret":"none","host":"registry"}"#), .denied("\(at).createSecret NotSupported")),
        .init("the spec of the wrong type for none", nil, was: .had(nil), .denied("spec TypeInvalid")) {
            $0.spec = "1"
        },
        .init("the spec gone", nil, was: .had(nil), .denied("spec Required")) { $0.spec = "null" },
    ]

    private static func unchanged(_ name: String, _ registry: String, _ wanted: Wanted) -> PipelineCase {
        .init(name, registry, was: .had(registry, more: #""phases":[]"#), more: #""phases":[{"name":"test"}]"#, wanted)
    }
}

struct PipelineRatchetTests {
    @Test(arguments: PipelineCase.untouched)
    func `what was wrong before and is left alone may pass with a warning`(_ row: PipelineCase) throws {
        try expect(row)
    }

    @Test(arguments: PipelineCase.touched)
    func `what an update makes wrong is denied`(_ row: PipelineCase) throws { try expect(row) }

    /// The same object as a CREATE is denied, so that it is the ratchet which lets it pass.
    @Test(arguments: PipelineCase.untouched.filter { !$0.name.hasPrefix("84") })
    func `the same is denied to a new Pipeline`(_ row: PipelineCase) throws {
        var row = row
        (row.old, row.operation) = (.none, .create)
        #expect(try !row.decision(at: .validate).isAllowed)
    }
}
