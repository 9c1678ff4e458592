import Rules
import Testing

private let at = "spec.registry"
private let reference = "\(at).credentialsSecretRef"

extension PipelineCase {
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
            was: .had(#"{"credentialsSecretRef":{"name":"a"},"username":"u","password":"s3cr3t"}"#),
            .allowed("it was so before")),
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
}

struct PipelineBreakageTests {
    @Test(arguments: PipelineCase.broken)
    func `a field left alone is denied where the update makes it wrong`(_ row: PipelineCase) throws { try expect(row) }

    @Test(arguments: PipelineCase.removals)
    func `taking away may pass`(_ row: PipelineCase) throws { try expect(row) }
}
