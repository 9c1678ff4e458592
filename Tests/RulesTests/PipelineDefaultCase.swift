import Admission
import Rules
import Testing

private let opening = #"[{"op":"add","path":"/spec/registry","value":{"createSecret":"copy","credentialsSecretRef":{"#
private let injected = opening + #""name":"registry-login"}}}]"#
private let mode = #"{"op":"add","path":"/spec/registry/createSecret","value":"copy"}"#
private let reference = #"{"op":"add","path":"/spec/registry/credentialsSecretRef","value":{"name":"registry-login"}}"#
private let login = #"{"name":"registry-login"}"#
private let none = #"[{"op":"add","path":"/spec/registry/createSecret","value":"none"}]"#
private let whileInTeam: @Sendable (inout PipelineCase) -> Void = { $0.namespace = "team-a" }

/// A request about a Pipeline, and the patch that `pipeline-registry-default` is to make of it.
struct PipelineDefaultCase: Sendable, CustomTestStringConvertible {
    var request: PipelineCase
    /// nil: none.
    let patch: String?

    init(
        _ name: String, _ registry: String?, was old: PipelineCase.Old = .none, more: String = "",
        by user: String = PipelineCase.alice, set settings: @escaping @Sendable (inout Settings) -> Void = { _ in },
        patch: String?, but change: (inout PipelineCase) -> Void = { _ in }
    ) {
        request = PipelineCase(name, registry, was: old, more: more, by: user, set: settings, but: change)
        self.patch = patch
    }

    var testDescription: String { request.name }
    var name: String { request.name }
}

extension PipelineDefaultCase {
    static let all = injections + completions

    /// M1: nothing is set.
    static let injections: [PipelineDefaultCase] = [
        .init("1 registry absent", nil, patch: injected),
        .init("1 in an empty spec", nil, patch: injected) { $0.spec = "{}" },
        .init("2 registry null", "null", patch: injected),
        .init("3 registry empty", "{}", patch: "[\(mode),\(reference)]"),
        .init("3 all null", #"{"createSecret":null,"credentialsSecretRef":null}"#, patch: "[\(mode),\(reference)]"),
        .init(
            "4 what the form leaves behind", #"{"host":"https://","username":"","password":""}"#,
            by: PipelineCase.deputy,
            patch: removing("host", "username", "password")),
        .init(
            "4 the same in another order", #"{"password":"","host":"http://","username":null}"#,
            patch: removing("password", "host", "username")),
        .init("4 an empty host", #"{"host":""}"#, patch: removing("host")),
        .init("4 a null host", #"{"host":null}"#, patch: removing("host")),
        .init("5 opt-out", #"{"createSecret":"none"}"#, patch: nil),
        .init("5 opt-out with the form's placeholder", #"{"createSecret":"none","host":"https://"}"#, patch: nil),
        .init("5 copy", #"{"createSecret":"copy"}"#, patch: nil),
        .init("5 an empty createSecret", #"{"createSecret":""}"#, patch: nil),
        .init("8 inline credentials", #"{"host":"x.io","username":"u","password":"s3cr3t"}"#, patch: nil),
        .init("8 a password alone", #"{"host":"https://","username":"","password":"s3cr3t"}"#, patch: nil),
        .init("8 an account", #"{"account":{"password":"s3cr3t"}}"#, patch: nil),
        .init("8 userinfo", #"{"host":"u:s3cr3t@ghcr.io"}"#, patch: nil),
        .init("9 a host alone", #"{"host":"ghcr.io/acme"}"#, patch: nil),
        .init(
            "9 the shared host alone", #"{"host":"registry.acme.io"}"#,
            set: { $0.kubero.defaultHost = "registry.acme.io" }, patch: nil),
        .init("9 an unknown key alone", #"{"secretRef":{"name":"a"}}"#, patch: nil),
        .init(
            "10 what was injected", #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"}}"#,
            patch: nil),
        .init("11 UPDATE without a registry before and after", nil, was: .had(nil), patch: nil),
        .init("11 UPDATE with a placeholder", #"{"host":"https://"}"#, was: .had(nil), patch: nil),
        .init("12 UPDATE that unsets", nil, was: .had(#"{"credentialsSecretRef":{"name":"team-a-reg"}}"#), patch: nil),
        .init("15 no default", nil, set: { $0.kubero.defaultCredential = nil }, patch: nil),
        .init("15 no default for an empty registry", "{}", set: { $0.kubero.defaultCredential = nil }, patch: nil),
        .init("16 deployed from an image", nil, more: #""deploymentstrategy":"docker""#, patch: nil),
        .init("16 deployed from git", nil, more: #""deploymentstrategy":"git""#, patch: injected),
        .init("16 strategy null", nil, more: #""deploymentstrategy":null"#, patch: injected),
        .init("16 strategy of the wrong type", nil, more: #""deploymentstrategy":5"#, patch: injected),
        .init("17 dry run", nil, patch: injected) { $0.isDryRun = true },
        .init("18 spec absent", nil, patch: nil) { $0.spec = "null" },
        .init("18 spec of the wrong type", nil, patch: nil) { $0.spec = "[]" },
        .init("18 registry of the wrong type", "5", patch: nil),
        .init("18 host of the wrong type", #"{"host":5}"#, patch: nil),
        .init("19 whoever asks", nil, by: "bob", patch: injected),
        .init(
            "20 the form's copy of the default",
            #"{"host":"https://registry.acme.io","username":"kubero","password":"s3cr3t"}"#,
            by: PipelineCase.deputy, patch: nil),
        .init(
            "createSecret none beside the default", nil, set: { $0.kubero.defaultCredential?.createSecret = .none },
            patch: injected.replacing("copy", with: "none")),
        .init(
            "the default by another name", nil, set: { $0.kubero.defaultCredential?.name = "shared" },
            patch: injected.replacing("registry-login", with: "shared")),
        .init("another namespace, from which the default must not be referred to", nil, patch: nil, but: whileInTeam),
        .init(
            "another namespace, from which it may be", nil, set: { $0.kubero.allowedNamespaces = ["kubero"] },
            patch: opening + #""name":"registry-login","namespace":"kubero"}}}]"#, but: whileInTeam),
        .init(
            "another namespace, with a mainnamespace from which another is copied", nil,
            more: #""mainnamespace":"team-a""#, set: { $0.kubero.allowedNamespaces = ["kubero"] }, patch: nil,
            but: whileInTeam),
        .init(
            "another namespace, where nothing is copied", nil, more: #""mainnamespace":"team-a""#,
            set: {
                $0.kubero.allowedNamespaces = ["kubero"]
                $0.kubero.defaultCredential?.createSecret = .none
            }, patch: (opening + #""name":"registry-login","namespace":"kubero"}}}]"#).replacing("copy", with: "none"),
            but: whileInTeam),
        .init(
            "Kubero's namespace by another name", nil, set: { $0.kubero.namespace = "team-a" }, patch: injected,
            but: whileInTeam),
        .init("Kubero's mainnamespace written out", nil, more: #""mainnamespace":"kubero""#, patch: injected),
        .init("the object has no namespace of its own, the request has", nil, patch: injected) {
            $0.metadata = #""generateName":"shop-""#
        },
    ]

    /// M2: a reference without createSecret.
    static let completions: [PipelineDefaultCase] = [
        .init("6 own reference", #"{"host":"ghcr.io/acme","credentialsSecretRef":{"name":"team-a-reg"}}"#, patch: none),
        .init(
            "6 own reference, createSecret null", #"{"createSecret":null,"credentialsSecretRef":{"name":"a"}}"#,
            patch: none),
        .init("6 the default", #"{"credentialsSecretRef":\#(login)}"#, patch: "[\(mode)]"),
        .init(
            "6 the default by its namespace",
            #"{"credentialsSecretRef":{"name":"registry-login","namespace":"kubero"}}"#, patch: "[\(mode)]"),
        .init(
            "6 the default with createSecret none", #"{"credentialsSecretRef":\#(login)}"#,
            set: { $0.kubero.defaultCredential?.createSecret = .none }, patch: none),
        .init(
            "6 the default's name where there is no default", #"{"credentialsSecretRef":\#(login)}"#,
            set: { $0.kubero.defaultCredential = nil }, patch: none),
        .init(
            "6 the default's name in another namespace", #"{"credentialsSecretRef":\#(login)}"#, patch: none,
            but: whileInTeam),
        .init(
            "6 the default from another namespace",
            #"{"credentialsSecretRef":{"name":"registry-login","namespace":"kubero"}}"#,
            set: { $0.kubero.allowedNamespaces = ["kubero"] }, patch: "[\(mode)]", but: whileInTeam),
        .init(
            "6 the default, while another is copied",
            #"{"credentialsSecretRef":{"name":"registry-login","namespace":"kubero"}}"#,
            more: #""mainnamespace":"team-a""#, set: { $0.kubero.allowedNamespaces = ["kubero"] }, patch: none,
            but: whileInTeam),
        .init(
            "6 the default for its registry", #"{"host":"registry.acme.io/a","credentialsSecretRef":\#(login)}"#,
            set: { $0.kubero.defaultHost = "registry.acme.io" }, patch: "[\(mode)]"),
        .init(
            "6 the default for its registry from Kubero's form",
            #"{"host":"https://registry.acme.io","credentialsSecretRef":\#(login)}"#, by: PipelineCase.deputy,
            set: { $0.kubero.defaultHost = "registry.acme.io" }, patch: "[\(mode)]"),
        .init(
            "6 the default for a foreign registry", #"{"host":"evil.io","credentialsSecretRef":\#(login)}"#,
            set: { $0.kubero.defaultHost = "registry.acme.io" }, patch: nil),
        .init(
            "6 deployed from an image", #"{"credentialsSecretRef":{"name":"a"}}"#,
            more: #""deploymentstrategy":"docker""#, patch: none),
        .init(
            "7 reference and createSecret", #"{"createSecret":"none","credentialsSecretRef":{"name":"a"}}"#, patch: nil),
        .init(
            "7 reference and the wrong createSecret", #"{"createSecret":"create","credentialsSecretRef":{"name":"a"}}"#,
            patch: nil),
        .init(
            "7 reference and an empty createSecret", #"{"createSecret":"","credentialsSecretRef":{"name":"a"}}"#,
            patch: nil),
        .init("7 reference and a password", #"{"password":"s3cr3t","credentialsSecretRef":{"name":"a"}}"#, patch: nil),
        .init(
            "7 reference and userinfo", #"{"host":"u:s3cr3t@ghcr.io","credentialsSecretRef":{"name":"a"}}"#, patch: nil),
        .init("7 a reference without a name", #"{"credentialsSecretRef":{}}"#, patch: nil),
        .init("7 a reference of the wrong type", #"{"credentialsSecretRef":"a"}"#, patch: nil),
        .init("7 an impossible name", #"{"credentialsSecretRef":{"name":"A"}}"#, patch: nil),
        .init(
            "13 UPDATE that adds a reference", #"{"credentialsSecretRef":{"name":"a"}}"#, was: .had(nil), patch: none),
        .init(
            "13 UPDATE that changes it", #"{"credentialsSecretRef":{"name":"a"}}"#,
            was: .had(#"{"credentialsSecretRef":{"name":"b"}}"#), patch: none),
        .init(
            "13 UPDATE that changes its namespace", #"{"credentialsSecretRef":{"name":"a","namespace":"team-b"}}"#,
            was: .had(#"{"credentialsSecretRef":{"name":"a"}}"#), set: { $0.kubero.allowedNamespaces = ["team-b"] },
            patch: none),
        .init(
            "13 UPDATE that writes its namespace out", #"{"credentialsSecretRef":{"name":"a","namespace":"kubero"}}"#,
            was: .had(#"{"credentialsSecretRef":{"name":"a"}}"#), patch: nil),
        .init(
            "13 UPDATE that removes createSecret", #"{"credentialsSecretRef":{"name":"a"}}"#,
            was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"a"}}"#), patch: none),
        .init(
            "13 UPDATE that removes createSecret from beside the default", #"{"credentialsSecretRef":\#(login)}"#,
            was: .had(#"{"createSecret":"none","credentialsSecretRef":\#(login)}"#), patch: "[\(mode)]"),
        .init(
            "13 UPDATE of something else", #"{"credentialsSecretRef":{"name":"a"}}"#,
            was: .had(#"{"credentialsSecretRef":{"name":"a"}}"#, more: ""), more: #""phases":[]"#, patch: nil),
        .init(
            "13 UPDATE of the host alone", #"{"credentialsSecretRef":{"name":"a"},"host":"a.io"}"#,
            was: .had(#"{"credentialsSecretRef":{"name":"a"}}"#), patch: nil),
        .init("13 UPDATE during deletion", #"{"credentialsSecretRef":{"name":"a"}}"#, was: .had(nil), patch: nil) {
            $0.metadata = #""name":"shop","deletionTimestamp":"2026-01-01T00:00:00Z""#
        },
        .init("90 status", #"{"credentialsSecretRef":{"name":"a"}}"#, was: .had(nil), patch: nil) {
            $0.subresource = "status"
        },
        .init("90 DELETE", nil, was: .had(nil), patch: nil) { $0.operation = .delete },
        .init("95 another resource", nil, patch: nil) { $0.resource = "kuberoapps" },
    ]

    private static func removing(_ names: String...) -> String {
        let removals = names.map { #"{"op":"remove","path":"/spec/registry/\#($0)"}"# }
        return "[\((removals + [mode, reference]).joined(separator: ","))]"
    }
}

extension String {
    fileprivate func replacing(_ text: String, with other: String) -> String {
        split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
    }
}
