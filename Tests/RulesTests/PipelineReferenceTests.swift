import Rules
import Testing

private let reference = "spec.registry.credentialsSecretRef"
private let mode = "spec.registry.createSecret"

extension PipelineCase {
    /// R1 to R6, R8 and R9.
    static let references: [PipelineCase] = [
        // R1
        .init(
            "28 registry is a text", #""x""#,
            .denied("spec.registry TypeInvalid", saying: #""string": must be an object"#)),
        .init("28 registry is a number", "5", .denied("spec.registry TypeInvalid", saying: "number")),
        .init("28 registry is a boolean", "false", .denied("spec.registry TypeInvalid")),
        .init("28 registry is a list", "[]", .denied("spec.registry TypeInvalid")),
        .init("61 spec absent", nil, .denied("spec Required")) { $0.spec = "null" },
        .init("61 spec is a text", nil, .denied("spec TypeInvalid")) { $0.spec = #""x""# },
        .init("61 spec is a list", nil, .denied("spec TypeInvalid")) { $0.spec = "[]" },

        // R2
        .init("27 opt-out", #"{"createSecret":"none"}"#),
        .init("27 opt-out with a host", #"{"createSecret":"none","host":"ghcr.io/acme"}"#),
        .init(
            "29 createSecret in another case", #"{"createSecret":"Create"}"#,
            .denied("\(mode) NotSupported", saying: #""Create""#, #"supported values: "create", "copy", "none""#)),
        .init("29 createSecret empty", #"{"createSecret":""}"#, .denied("\(mode) NotSupported")),
        .init("29 createSecret with a space", #"{"createSecret":"none "}"#, .denied("\(mode) NotSupported")),
        .init("29 createSecret is a boolean", #"{"createSecret":false}"#, .denied("\(mode) TypeInvalid")),
        .init("29 createSecret is an object", #"{"createSecret":{}}"#, .denied("\(mode) TypeInvalid")),
        .init("29 createSecret null beside a reference", #"{"createSecret":null,"credentialsSecretRef":{"name":"a"}}"#),

        // R3
        .init(
            "30 reference is a text", #"{"credentialsSecretRef":"team-a-reg"}"#,
            .denied("\(reference) TypeInvalid", saying: #""string": must be an object"#)),
        .init(
            "30 reference is a list", #"{"credentialsSecretRef":[{"name":"a"}]}"#, .denied("\(reference) TypeInvalid")),
        .init("30 reference null is none", #"{"createSecret":"none","credentialsSecretRef":null}"#),
        .init(
            "32 unknown key in the reference", #"{"credentialsSecretRef":{"name":"a","key":"x"}}"#,
            .denied("\(reference).key Forbidden")),
        .init(
            "32 two unknown keys", #"{"credentialsSecretRef":{"Name":"a","name":"a","kind":1}}"#,
            .denied("\(reference).Name Forbidden", "\(reference).kind Forbidden")),
        .init("32 unknown key with null is none", #"{"credentialsSecretRef":{"name":"a","key":null}}"#),

        // R4
        .init("31 name missing", #"{"credentialsSecretRef":{}}"#, .denied("\(reference).name Required")),
        .init("31 name empty", #"{"credentialsSecretRef":{"name":""}}"#, .denied("\(reference).name Required")),
        .init("31 name null", #"{"credentialsSecretRef":{"name":null}}"#, .denied("\(reference).name Required")),
        .init("31 name is a number", #"{"credentialsSecretRef":{"name":5}}"#, .denied("\(reference).name TypeInvalid")),
        .init(
            "34 name in upper case", named("Team-A"), .denied("\(reference).name Invalid", saying: "RFC 1123 subdomain")
        ),
        .init("35 name with an underscore", named("a_b"), .denied("\(reference).name Invalid")),
        .init("35 name with a slash", named("a/b"), .denied("\(reference).name Invalid")),
        .init("35 name with two dots", named("a..b"), .denied("\(reference).name Invalid")),
        .init("35 name with a space", named("a b"), .denied("\(reference).name Invalid")),
        .init("35 name ends with a dash", named("a-"), .denied("\(reference).name Invalid")),
        .init("35 name in other letters", named("\u{435}"), .denied("\(reference).name Invalid", saying: #"\u{435}"#)),
        .init("36 name of 253 characters", named(String(repeating: "a", count: 253))),
        .init(
            "36 name of 254 characters", named(String(repeating: "a", count: 254)),
            .denied("\(reference).name Invalid", saying: "must be no more than 253 characters")),
        .init("37 name with dots", named("team.a.reg")),
        .init("37 name of digits", named("1")),

        // R5 and R6
        .init("38 own namespace", from("kubero")),
        .init("38 namespace empty", from("")),
        .init("38 namespace null", #"{"createSecret":"none","credentialsSecretRef":{"name":"a","namespace":null}}"#),
        .init(
            "38 namespace is a number", #"{"credentialsSecretRef":{"name":"a","namespace":5}}"#,
            .denied("\(reference).namespace TypeInvalid")),
        .init(
            "39 another namespace", from("team-b"),
            .denied("\(reference).namespace Forbidden", saying: "team-b", "kubero")),
        .init("39 Kubero's namespace from another", from("kubero"), .denied("\(reference).namespace Forbidden")) {
            $0.namespace = "team-a"
        },
        .init(
            "40 another namespace that is allowed", from("team-b"), set: { $0.kubero.allowedNamespaces = ["team-b"] }),
        .init(
            "40 another one than is allowed", from("team-bb"), set: { $0.kubero.allowedNamespaces = ["team-b"] },
            .denied("\(reference).namespace Forbidden")),
        .init(
            "42 namespace with a dot", from("a.b"), .denied("\(reference).namespace Invalid", saying: "RFC 1123 label")),
        .init("42 namespace in upper case", from("Kubero"), .denied("\(reference).namespace Invalid")),
        .init(
            "42 namespace of 64 characters", from(String(repeating: "a", count: 64)),
            .denied("\(reference).namespace Invalid", saying: "no more than 63")),
        .init(
            "42 an impossible namespace, though allowed", from("a.b"), set: { $0.kubero.allowedNamespaces = ["a.b"] },
            .denied("\(reference).namespace Invalid")),

        // R8
        .init("23 own reference", #"{"createSecret":"none","credentialsSecretRef":{"name":"team-a-reg"}}"#),
        .init("22 the default, copied", #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"}}"#),
        .init(
            "59 reference beside create", #"{"createSecret":"create","credentialsSecretRef":{"name":"team-a-reg"}}"#,
            .denied("\(mode) Invalid", saying: #"use "none""#)),
        .init(
            "59 the default beside create",
            #"{"createSecret":"create","credentialsSecretRef":{"name":"registry-login"}}"#,
            .denied("\(mode) Invalid")),
        .init(
            "60 another reference beside copy",
            #"{"createSecret":"copy","credentialsSecretRef":{"name":"team-a-reg"}}"#,
            .denied("\(mode) Invalid", saying: "registry-login")),
        .init(
            "60 the default's name in another namespace beside copy",
            #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"}}"#, .denied("\(mode) Invalid")
        ) { $0.namespace = "team-a" },
        .init(
            "60 the default by its namespace beside copy",
            #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login","namespace":"kubero"}}"#,
            set: { $0.kubero.allowedNamespaces = ["kubero"] }, .allowed()
        ) { $0.namespace = "team-a" },
        .init(
            "60 the own one of the default's name, copied from the own namespace",
            #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"}}"#,
            more: #""mainnamespace":"team-a""#, .allowed()
        ) { $0.namespace = "team-a" },
        .init(
            "60 the default, while the own namespace's is copied",
            #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login","namespace":"kubero"}}"#,
            more: #""mainnamespace":"team-a""#, set: { $0.kubero.allowedNamespaces = ["kubero"] },
            .denied("\(mode) Invalid")
        ) { $0.namespace = "team-a" },
        .init(
            "60 the default by another name", #"{"createSecret":"copy","credentialsSecretRef":{"name":"shared"}}"#,
            set: { $0.kubero.defaultCredential?.name = "shared" }),
        .init(
            "60 no reference to speak of beside copy", #"{"createSecret":"copy","credentialsSecretRef":{}}"#,
            .denied("\(reference).name Required")),

        // R9
        .init(
            "80 copy from elsewhere", #"{"createSecret":"copy"}"#, more: #""mainnamespace":"team-b""#,
            .denied("spec.mainnamespace Forbidden", saying: "team-b")),
        .init(
            "80 from elsewhere without copy", #"{"createSecret":"none"}"#, more: #""mainnamespace":"team-b""#,
            .denied("spec.mainnamespace Forbidden")),
        .init(
            "80 from elsewhere without a registry", nil, more: #""mainnamespace":"team-b""#,
            .denied("spec.mainnamespace Forbidden")),
        .init(
            "80 from an allowed namespace all the same", #"{"createSecret":"copy"}"#,
            more: #""mainnamespace":"team-b""#, set: { $0.kubero.allowedNamespaces = ["team-b"] },
            .denied("spec.mainnamespace Forbidden")),
        .init("80 copy from Kubero's namespace", #"{"createSecret":"copy"}"#, more: #""mainnamespace":"kubero""#),
        .init(
            "80 copy from the own namespace", #"{"createSecret":"copy"}"#, more: #""mainnamespace":"team-a""#,
            .allowed()
        ) {
            $0.namespace = "team-a"
        },
        .init(
            "80 copy from Kubero's namespace into another", #"{"createSecret":"copy"}"#,
            more: #""mainnamespace":"kubero""#, .allowed()
        ) { $0.namespace = "team-a" },
        .init("80 mainnamespace empty", #"{"createSecret":"copy"}"#, more: #""mainnamespace":"""#),
        .init("80 mainnamespace null", #"{"createSecret":"copy"}"#, more: #""mainnamespace":null"#),
        .init(
            "80 mainnamespace is a number", #"{"createSecret":"copy"}"#, more: #""mainnamespace":5"#,
            .denied("spec.mainnamespace TypeInvalid")),

        .init(
            "83 all at once", #"{"createSecret":"x","credentialsSecretRef":{"name":"A"},"host":"http://x"}"#,
            .denied("\(mode) NotSupported", "\(reference).name Invalid", "spec.registry.host Invalid")),
        .init(
            "83 mainnamespace and a registry of the wrong type", "5", more: #""mainnamespace":"team-b""#,
            .denied("spec.mainnamespace Forbidden", "spec.registry TypeInvalid")),
    ]

    private static func named(_ name: String) -> String {
        #"{"createSecret":"none","credentialsSecretRef":{"name":"\#(name)"}}"#
    }

    private static func from(_ namespace: String) -> String {
        #"{"createSecret":"none","credentialsSecretRef":{"name":"a","namespace":"\#(namespace)"}}"#
    }
}

struct PipelineReferenceTests {
    @Test(arguments: PipelineCase.references)
    func `a reference names a Secret that the Pipeline may have`(_ row: PipelineCase) throws { try expect(row) }
}
