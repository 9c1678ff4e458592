import Rules
import Testing

private let secret = "spec.registry.credentialsSecretRef.name"
private let mode = "spec.registry.createSecret"
private let images = "images are still named"

/// R27 as far as it goes without a cluster: `kubero.defaultHost` is the registry of the default credential.
extension PipelineCase {
    static let defaultHosts: [PipelineCase] = [
        row("88 the default for its registry", shared("registry.acme.io")),
        row("88 the default for another path there", shared("registry.acme.io/team"), .allowed(images)),
        row(
            "88 the default without a host",
            #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"}}"#),
        row(
            "88 the default for another registry", shared("evil.io"),
            .denied("\(secret) Invalid", saying: #"no credentials for registry host "evil.io""#)),
        row("88 the default for another port", shared("registry.acme.io:5000"), .denied("\(secret) Invalid")),
        row("88 the default for a subdomain", shared("evil.registry.acme.io"), .denied("\(secret) Invalid")),
        row("88 the default for what begins alike", shared("registry.acme.io.evil.io"), .denied("\(secret) Invalid")),
        row(
            "88 the default, not copied",
            #"{"createSecret":"none","credentialsSecretRef":{"name":"registry-login"},"host":"evil.io"}"#,
            .denied("\(secret) Invalid")),
        row(
            "88 the default, createSecret absent",
            #"{"credentialsSecretRef":{"name":"registry-login"},"host":"evil.io"}"#,
            .denied("\(secret) Invalid")),
        row(
            "88 the default by its namespace",
            #"{"createSecret":"none","credentialsSecretRef":{"name":"registry-login","namespace":"kubero"},"host":"evil.io"}"#,
            .denied("\(secret) Invalid")),
        row("88 the default from Kubero's form", shared("https://evil.io"), by: deputy, .denied("\(secret) Invalid")),
        row(
            "88 the default for its registry from Kubero's form", shared("https://registry.acme.io"), by: deputy,
            .allowed("without https://")),
        row(
            "88 what is no registry is refused for that", shared("https://evil.io:x"),
            .denied("spec.registry.host Invalid")),
        row(
            "88 a Secret of the default's name in another namespace",
            #"{"createSecret":"none","credentialsSecretRef":{"name":"registry-login"},"host":"evil.io"}"#,
            .allowed(images)
        ) { $0.namespace = "team-a" },
        row(
            "88 another Secret", #"{"createSecret":"none","credentialsSecretRef":{"name":"a"},"host":"evil.io"}"#,
            .allowed(images)),
        row(
            "88 the default by another name",
            #"{"createSecret":"none","credentialsSecretRef":{"name":"shared"},"host":"evil.io"}"#,
            set: { $0.kubero.defaultCredential?.name = "shared" }, .denied("\(secret) Invalid")),
        row("88 copy to another registry", copy("evil.io"), .denied("\(mode) Invalid", saying: "evil.io")),
        row("88 copy to its registry", copy("registry.acme.io")),
        row("88 copy to another registry from another namespace", copy("evil.io"), .denied("\(mode) Invalid")) {
            $0.namespace = "team-a"
        },
        row(
            "88 copy of the own namespace's Secret to another registry", copy("evil.io"),
            more: #""mainnamespace":"team-a""#, .allowed(images)
        ) { $0.namespace = "team-a" },
        row(
            "88 copy beside inline credentials",
            #"{"createSecret":"copy","host":"evil.io","username":"u","password":"s3cr3t"}"#, .denied("\(mode) Invalid")),
        row(
            "88 inline credentials for another registry", #"{"host":"evil.io","username":"u","password":"s3cr3t"}"#,
            .allowed("can be read", images)),
        row("88 the shared host unknown", shared("evil.io"), set: { $0.kubero.defaultHost = nil }),
        row(
            "88 Docker Hub by its old name", shared("index.docker.io/acme"),
            set: { $0.kubero.defaultHost = "docker.io/acme" }),

        row(
            "88 the host changed", shared("evil.io"), was: .had(shared("registry.acme.io")),
            .denied("\(secret) Invalid")),
        row(
            "88 the host added", shared("evil.io"),
            was: .had(#"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"}}"#),
            .denied("\(secret) Invalid")),
        row(
            "88 the host changed from foreign to foreign", shared("evil2.io"), was: .had(shared("evil.io")),
            .denied("\(secret) Invalid")),
        row(
            "88 the reference changed to the default, the host left alone", shared("evil.io"),
            was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"a"},"host":"evil.io"}"#),
            .denied("\(secret) Invalid")),
        row(
            "88 the same with a host that was wrong before", shared("https://evil.io"),
            was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"a"},"host":"https://evil.io"}"#),
            .denied("\(secret) Invalid")),
        row(
            "88 the same with a host that cannot be read", shared("evil.io/"),
            was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"a"},"host":"evil.io/"}"#),
            .denied("\(secret) Invalid")),
        row(
            "88 copy chosen, the host left alone", copy("evil.io"),
            was: .had(#"{"createSecret":"none","host":"evil.io"}"#),
            .denied("\(mode) Invalid")),
        row(
            "88 createSecret changed beside the default", shared("evil.io"),
            was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"registry-login"},"host":"evil.io"}"#),
            .denied("\(secret) Invalid")),
        row(
            "88 mainnamespace changed to where the default is", copy("evil.io"),
            was: .had(copy("evil.io"), more: #""mainnamespace":"team-a""#), .denied("\(mode) Invalid")
        ) {
            $0.namespace = "team-a"
        },
        row(
            "88 nothing changed", shared("evil.io"), was: .had(shared("evil.io")),
            .allowed("\(secret): Invalid value", images)),
        row(
            "88 the namespace written out",
            #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login","namespace":"kubero"},"host":"evil.io"}"#,
            was: .had(shared("evil.io")), .allowed("\(secret): Invalid value", images)),
        row(
            "88 the host taken away", #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"}}"#,
            was: .had(shared("evil.io"))),
    ]

    private static func row(
        _ name: String, _ registry: String, was old: Old = .none, more: String = "", by user: String = alice,
        set settings: @escaping @Sendable (inout Settings) -> Void = { _ in }, _ wanted: Wanted = .allowed(),
        but change: (inout PipelineCase) -> Void = { _ in }
    ) -> PipelineCase {
        .init(
            name, registry, was: old, more: more, by: user,
            set: {
                $0.kubero.defaultHost = "registry.acme.io"
                settings(&$0)
            }, wanted, but: change)
    }

    private static func shared(_ host: String) -> String {
        #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"},"host":"\#(host)"}"#
    }

    private static func copy(_ host: String) -> String { #"{"createSecret":"copy","host":"\#(host)"}"# }
}

struct PipelineDefaultHostTests {
    @Test(arguments: PipelineCase.defaultHosts)
    func `the default credential goes to its own registry only`(_ row: PipelineCase) throws { try expect(row) }
}
