import Rules
import Testing

private let username = "spec.registry.username"
private let password = "spec.registry.password"
private let hash = "spec.registry.account.hash"

extension PipelineCase {
    /// R7, R10 and R11.
    static let inline: [PipelineCase] = [
        // R7
        .init(
            "58 reference beside a password", #"{"credentialsSecretRef":{"name":"a"},"password":"s3cr3t"}"#,
            .denied("\(password) Forbidden", saying: "credentialsSecretRef")),
        .init(
            "58 reference beside everything",
            #"""
            {"credentialsSecretRef":{"name":"a"},"username":"u","password":"s3cr3t",
            "account":{"username":"u","password":"s3cr3t","hash":"s3cr3t"}}
            """#,
            .denied(
                "\(username) Forbidden", "\(password) Forbidden", "spec.registry.account.username Forbidden",
                "spec.registry.account.password Forbidden", "\(hash) Forbidden")),
        .init(
            "58 reference beside credentials, even where these are allowed",
            #"{"credentialsSecretRef":{"name":"a"},"username":"u","password":"s3cr3t"}"#,
            set: { $0.kubero.inlineCredentials = .allow }, .denied("\(username) Forbidden", "\(password) Forbidden")),
        .init(
            "58 reference beside credentials, once each where these are denied",
            #"{"credentialsSecretRef":{"name":"a"},"username":"u","password":"s3cr3t"}"#,
            set: { $0.kubero.inlineCredentials = .deny }, .denied("\(username) Forbidden", "\(password) Forbidden")),
        .init(
            "58 reference beside what is empty",
            #"{"credentialsSecretRef":{"name":"a"},"username":"","password":null,"account":{"hash":""}}"#),
        .init(
            "58 reference of the wrong type beside a password", #"{"credentialsSecretRef":5,"password":"s3cr3t"}"#,
            .denied("spec.registry.credentialsSecretRef TypeInvalid", "\(password) Forbidden")),
        .init(
            "58 reference beside a password of the wrong type",
            #"{"credentialsSecretRef":{"name":"a"},"password":["s3cr3t"]}"#, .denied("\(password) TypeInvalid")),

        // R10
        .init("62 inline, warn", #"{"host":"x.io","username":"u","password":"s3cr3t"}"#, .allowed("\(password): ")),
        .init(
            "62 inline, copied by Kubero's form",
            #"{"host":"https://x.io","username":"u","password":"s3cr3t"}"#, by: deputy,
            .allowed("\(password): ", "spec.registry.host: ")),
        .init(
            "62 inline, allow", #"{"host":"x.io","username":"u","password":"s3cr3t"}"#,
            set: { $0.kubero.inlineCredentials = .allow }),
        .init(
            "63 inline, deny", #"{"host":"x.io","username":"u","password":"s3cr3t"}"#,
            set: { $0.kubero.inlineCredentials = .deny },
            .denied("\(password) Forbidden", saying: "credentialsSecretRef")),
        .init(
            "64 in account, warn", #"{"account":{"username":"u","password":"s3cr3t","hash":"s3cr3t"}}"#,
            .allowed("spec.registry.account.password: ", "\(hash): ")),
        .init(
            "64 in account, allow", #"{"account":{"username":"u","password":"s3cr3t"}}"#,
            set: { $0.kubero.inlineCredentials = .allow }),
        .init(
            "64 in account, deny", #"{"account":{"username":"u","password":"s3cr3t","hash":"s3cr3t"}}"#,
            set: { $0.kubero.inlineCredentials = .deny },
            .denied("spec.registry.account.password Forbidden", "\(hash) Forbidden")),
        .init(
            "64 only a user name there, which is no credential", #"{"account":{"username":"u"}}"#,
            .denied("spec.registry.credentialsSecretRef Required")),
        .init(
            "64 only a user name there, and a host", #"{"host":"x.io","account":{"username":"u"}}"#,
            .denied("spec.registry.credentialsSecretRef Required")),
        .init(
            "64 only a user name there, from Kubero's form", #"{"account":{"username":"u"}}"#, by: deputy,
            .allowed("spec.registry.credentialsSecretRef: ")),
        .init(
            "64 only a user name there, and none needed", #"{"createSecret":"none","account":{"username":"u"}}"#),
        .init("64 only a hash there", #"{"account":{"hash":"s3cr3t"}}"#, .allowed("\(hash): ")),
        .init(
            "64 only a user name there beside a reference",
            #"{"credentialsSecretRef":{"name":"a"},"account":{"username":"u"}}"#,
            .denied("spec.registry.account.username Forbidden")),
        .init(
            "64 account is a text", #"{"createSecret":"none","account":"s3cr3t"}"#,
            .denied("spec.registry.account TypeInvalid")),
        .init(
            "64 wrong types in account",
            #"{"createSecret":"none","account":{"username":1,"password":["s3cr3t"],"hash":true}}"#,
            .denied(
                "spec.registry.account.username TypeInvalid", "spec.registry.account.password TypeInvalid",
                "\(hash) TypeInvalid")),
        .init("64 account null", #"{"createSecret":"none","account":null}"#),
        .init(
            "65 userinfo in the host", #"{"host":"u:s3cr3t@ghcr.io"}"#,
            .denied("spec.registry.host Forbidden", saying: #""ghcr.io""#)),
        .init(
            "65 userinfo in the host, with a scheme", #"{"host":"https://u:s3cr3t@ghcr.io"}"#,
            .denied("spec.registry.host Forbidden")),
        .init(
            "65 userinfo in the host, from Kubero's form", #"{"host":"https://u:s3cr3t@ghcr.io"}"#, by: deputy,
            .denied("spec.registry.host Forbidden")),
        .init(
            "65 userinfo in the host, even where credentials are allowed", #"{"host":"u:s3cr3t@ghcr.io"}"#,
            set: { $0.kubero.inlineCredentials = .allow }, .denied("spec.registry.host Forbidden")),
        .init(
            "65 userinfo beside a reference",
            #"{"createSecret":"none","host":"u:s3cr3t@ghcr.io","credentialsSecretRef":{"name":"a"}}"#,
            .denied("spec.registry.host Forbidden")),

        // R11
        .init(
            "66 create without credentials", #"{"createSecret":"create"}"#,
            .denied("\(username) Required", "\(password) Required")),
        .init(
            "66 create with empty credentials", #"{"createSecret":"create","username":"","password":null}"#,
            .denied("\(username) Required", "\(password) Required")),
        .init(
            "66 create with a host alone", #"{"createSecret":"create","host":"ghcr.io"}"#,
            .denied("\(username) Required", "\(password) Required")),
        .init(
            "66 create with an account alone", #"{"createSecret":"create","account":{"username":"u"}}"#,
            .denied("\(username) Required", "\(password) Required")),
        .init(
            "66 create with credentials",
            #"{"createSecret":"create","host":"ghcr.io","username":"u","password":"s3cr3t"}"#, .allowed("\(password): ")
        ),
        .init("66 a user name alone", #"{"username":"u"}"#, .denied("\(password) Required")),
        .init("66 a password alone", #"{"password":"s3cr3t","createSecret":"none"}"#, .denied("\(username) Required")),
        .init(
            "66 a user name of the wrong type", #"{"username":5,"password":"s3cr3t"}"#,
            .denied("\(username) TypeInvalid")),
        .init(
            "66 a password of the wrong type", #"{"username":"u","password":{"a":"s3cr3t"}}"#,
            .denied("\(password) TypeInvalid")),
        .init(
            "67 colon in the user name", #"{"host":"x.io","username":"u:s3cr3t","password":"p"}"#,
            .denied("\(username) Invalid", saying: "colon")),
        .init(
            "67 colon with a combining mark in the user name",
            #"{"host":"x.io","username":"u:\u0301s3cr3t","password":"p"}"#,
            .denied("\(username) Invalid", saying: "colon")),
        .init(
            "68 quote in the password", #"{"host":"x.io","username":"u","password":"s3cr3t\""}"#,
            .denied("\(password) Invalid", saying: #""<redacted>""#)),
        .init(
            "68 backslash in the password", #"{"username":"u","password":"s3cr3t\\"}"#, .denied("\(password) Invalid")),
        .init(
            "68 line break in the password", #"{"username":"u","password":"s3cr3t\n"}"#, .denied("\(password) Invalid")),
        .init("68 quote in the user name", #"{"username":"s3cr3t\"","password":"p"}"#, .denied("\(username) Invalid")),
        .init("68 tab in the user name", #"{"username":"s3cr3t\t","password":"p"}"#, .denied("\(username) Invalid")),
        .init(
            "68 both", #"{"username":"s3cr3t\\","password":"s3cr3t\u0000"}"#,
            .denied("\(username) Invalid", "\(password) Invalid")),
        .init("68 any other character", #"{"username":"u@x","password":"s3cr3t: ü {}'%"}"#, .allowed("\(password): ")),
    ]
}

struct PipelineInlineTests {
    @Test(arguments: PipelineCase.inline)
    func `credentials in the Pipeline itself are judged as configured`(_ row: PipelineCase) throws { try expect(row) }
}
