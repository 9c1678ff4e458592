import Admission
import Rules
import Testing

private let at = "spec.registry"
private let reference = "spec.registry.credentialsSecretRef"
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

    /// The update changes one field, and another that it leaves alone is wrong from now on.
    static let broken: [PipelineCase] = [
        .init(
            "a reference beside a password that was there",
            #"{"username":"u","password":"s3cr3t","credentialsSecretRef":{"name":"a"}}"#,
            was: .had(#"{"username":"u","password":"s3cr3t"}"#),
            .denied("\(at).username Forbidden", "\(at).password Forbidden")),
        .init(
            "the same where the password was denied before",
            #"{"username":"u","password":"s3cr3t","credentialsSecretRef":{"name":"a"}}"#,
            was: .had(#"{"username":"u","password":"s3cr3t"}"#), set: { $0.kubero.inlineCredentials = .deny },
            .denied("\(at).username Forbidden", "\(at).password Forbidden")),
        .init(
            "another reference beside a password that was there",
            #"{"password":"s3cr3t","credentialsSecretRef":{"name":"b"}}"#,
            was: .had(#"{"password":"s3cr3t","credentialsSecretRef":{"name":"a"}}"#),
            .denied("\(at).password Forbidden")),
        .init(
            "a reference beside create", #"{"createSecret":"create","credentialsSecretRef":{"name":"a"}}"#,
            was: .had(#"{"createSecret":"create","username":"u","password":"s3cr3t"}"#),
            .denied("\(at).createSecret Invalid")),
        .init(
            "another reference beside copy", #"{"createSecret":"copy","credentialsSecretRef":{"name":"a"}}"#,
            was: .had(#"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"}}"#),
            .denied("\(at).createSecret Invalid")),
        .init(
            "a reference beside copy", #"{"createSecret":"copy","credentialsSecretRef":{"name":"a"}}"#,
            was: .had(#"{"createSecret":"copy"}"#), .denied("\(at).createSecret Invalid")),
        .init(
            "another reference beside copy, wrong before and after",
            #"{"createSecret":"copy","credentialsSecretRef":{"name":"b"}}"#,
            was: .had(#"{"createSecret":"copy","credentialsSecretRef":{"name":"a"}}"#),
            .denied("\(at).createSecret Invalid")),
        .init(
            "another mainnamespace beside copy and a reference",
            #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"}}"#,
            was: .had(
                #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"}}"#,
                more: #""mainnamespace":"team-a""#),
            .denied("\(at).createSecret Invalid")
        ) { $0.namespace = "team-a" },
        .init(
            "copy from a mainnamespace that led nowhere before", #"{"createSecret":"copy"}"#,
            was: .had(#"{"createSecret":"none"}"#), more: #""mainnamespace":"team-b""#,
            .denied("spec.mainnamespace Forbidden")),
        .init(
            "copy, with the registry new, from a mainnamespace that led nowhere", #"{"createSecret":"copy"}"#,
            was: .had(nil), more: #""mainnamespace":"team-b""#, .denied("spec.mainnamespace Forbidden")),
        .init(
            "another Secret in a namespace that must not be referred to",
            #"{"createSecret":"none","credentialsSecretRef":{"name":"b","namespace":"team-b"}}"#,
            was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"a","namespace":"team-b"}}"#),
            .denied("\(reference).namespace Forbidden")),
        .init(
            "create without the credentials that were not needed", #"{"createSecret":"create"}"#,
            was: .had(#"{"createSecret":"none"}"#),
            .denied("\(at).username Required", "\(at).password Required")),
        .init(
            "create with the one that was there", #"{"createSecret":"create","username":"u"}"#,
            was: .had(#"{"createSecret":"none","username":"u"}"#), .denied("\(at).password Required")),
        .init(
            "another user name without a password", #"{"createSecret":"none","username":"v"}"#,
            was: .had(#"{"createSecret":"none","username":"u"}"#), .denied("\(at).password Required")),
        .init(
            "the password gone from beside the user name", #"{"username":"u"}"#,
            was: .had(#"{"username":"u","password":"s3cr3t"}"#), .denied("\(at).password Required")),
        .init(
            "credentials beside a host that was a placeholder",
            #"{"host":"https://","username":"u","password":"s3cr3t"}"#,
            was: .had(#"{"host":"https://","createSecret":"none"}"#), .denied("\(at).host Invalid")),
        .init(
            "the opt-out gone, the host left", #"{"host":"ghcr.io"}"#,
            was: .had(#"{"createSecret":"none","host":"ghcr.io"}"#), .denied("\(reference) Required")),
        .init(
            "the reference gone, the host left", #"{"host":"ghcr.io"}"#,
            was: .had(#"{"host":"ghcr.io","credentialsSecretRef":{"name":"a"}}"#), .denied("\(reference) Required")),
        .init(
            "the credentials gone, the host left", #"{"host":"ghcr.io"}"#,
            was: .had(#"{"host":"ghcr.io","username":"u","password":"s3cr3t"}"#), .denied("\(reference) Required")),
    ]

    /// The update takes something away.
    static let removals: [PipelineCase] = [
        .init(
            "87 everything", nil, was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"hub"}}"#),
            .allowed("no credential")),
        .init(
            "87 everything, to null", "null",
            was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"hub"}}"#),
            .allowed("no credential")),
        .init("87 everything that was wrong", nil, was: .had("5"), .allowed("no credential")),
        .init(
            "87 the reference, to an opt-out", #"{"createSecret":"none"}"#,
            was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"hub"}}"#)),
        .init(
            "87 the host", #"{"createSecret":"none","credentialsSecretRef":{"name":"hub"}}"#,
            was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"hub"},"host":"quay.io"}"#)),
        .init(
            "87 createSecret beside a reference", #"{"credentialsSecretRef":{"name":"hub"}}"#,
            was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"hub"}}"#)),
        .init(
            "87 the credentials from beside a reference",
            #"{"createSecret":"none","credentialsSecretRef":{"name":"a"}}"#,
            was: .had(
                #"{"createSecret":"none","credentialsSecretRef":{"name":"a"},"username":"u","password":"s3cr3t"}"#)),
        .init(
            "87 one of two credentials beside a reference", #"{"credentialsSecretRef":{"name":"a"},"username":"u"}"#,
            was: .had(#"{"credentialsSecretRef":{"name":"a"},"username":"u","password":"s3cr3t"}"#), .allowed(before)),
        .init(
            "87 the reference from beside credentials", #"{"username":"u","password":"s3cr3t"}"#,
            was: .had(#"{"username":"u","password":"s3cr3t","credentialsSecretRef":{"name":"a"}}"#),
            .allowed("can be read")),
        .init(
            "87 the reference's namespace", #"{"credentialsSecretRef":{"name":"a"}}"#,
            was: .had(#"{"credentialsSecretRef":{"name":"a","namespace":"team-b"}}"#)),
        .init(
            "87 mainnamespace", #"{"createSecret":"copy"}"#,
            was: .had(#"{"createSecret":"copy"}"#, more: #""mainnamespace":"team-b""#)),
        .init(
            "87 inline credentials where none may be", #"{"createSecret":"none"}"#,
            was: .had(#"{"username":"u","password":"s3cr3t"}"#), set: { $0.kubero.inlineCredentials = .deny }),
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

    @Test(arguments: PipelineCase.broken)
    func `a field left alone is denied where the update makes it wrong`(_ row: PipelineCase) throws { try expect(row) }

    @Test(arguments: PipelineCase.removals)
    func `taking away may pass`(_ row: PipelineCase) throws { try expect(row) }

    /// The same object as a CREATE is denied, so that it is the ratchet which lets it pass.
    @Test(arguments: PipelineCase.untouched.filter { !$0.name.hasPrefix("84") })
    func `the same is denied to a new Pipeline`(_ row: PipelineCase) throws {
        var row = row
        (row.old, row.operation) = (.none, .create)
        #expect(try !row.decision(at: .validate).isAllowed)
    }
}
