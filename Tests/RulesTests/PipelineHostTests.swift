import Admission
import Rules
import Testing

private let host = "spec.registry.host"
private let elsewhere: @Sendable (inout Settings) -> Void = { $0.kubero.defaultHost = "registry.acme.io" }

extension PipelineCase {
    /// R12 and R13; every form of a host stands in `RegistryHostTests`.
    static let hosts: [PipelineCase] = [
        .init("69 http", at("http://ghcr.io"), .denied("\(host) Invalid", saying: "scheme", #""http://ghcr.io""#)),
        .init("69 http from Kubero's form", at("http://ghcr.io"), by: deputy, .denied("\(host) Invalid")),
        .init("70 https", at("https://ghcr.io/acme"), .denied("\(host) Invalid", saying: "scheme")),
        .init("71 https from Kubero's form", at("https://ghcr.io/acme"), by: deputy, .allowed("\(host): ")),
        .init(
            "71 https and nonsense from Kubero's form", at("https://ghcr.io/"), by: deputy, .denied("\(host) Invalid")),
        .init(
            "71 twice https from Kubero's form", at("https://https://ghcr.io"), by: deputy, .denied("\(host) Invalid")),
        .init(
            "71 https from who only looks like it", at("https://ghcr.io"), by: deputy + "x", .denied("\(host) Invalid")),
        .init(
            "71 https from another deputy", at("https://ghcr.io"), by: "portal",
            set: { $0.kubero.deputies = ["portal"] }, .allowed("\(host): ")),
        .init("71 https alone beside a reference", at("https://")),
        .init(
            "71 https alone beside credentials", #"{"host":"https://","username":"u","password":"s3cr3t"}"#, by: deputy,
            .denied("\(host) Invalid")),
        .init("72 with a path", at("ghcr.io/acme")),
        .init("73 trailing slash", at("ghcr.io/"), .denied("\(host) Invalid", saying: "slash")),
        .init("73 query", at("ghcr.io?x=s3cr3t"), .denied("\(host) Invalid", saying: "query")),
        .init("73 tag", at("ghcr.io/a:1"), .denied("\(host) Invalid", saying: "tag")),
        .init("73 digest", at("ghcr.io/a@sha256:0a1b"), .denied("\(host) Invalid", saying: "digest")),
        .init("73 space", at("g hcr.io"), .denied("\(host) Invalid")),
        .init("73 glob", at("*.io"), .denied("\(host) Invalid", saying: "pattern")),
        .init("68 quote in the host", at(#"gh\"cr.io"#), .denied("\(host) Invalid")),
        .init("68 backslash in the host", at(#"gh\\cr.io"#), .denied("\(host) Invalid")),
        .init("68 line break in the host", at(#"ghcr.io\n"#), .denied("\(host) Invalid")),
        .init("74 port 0", at("ghcr.io:0"), .denied("\(host) Invalid", saying: "between 1 and 65535, inclusive")),
        .init("74 port 65536", at("ghcr.io:65536"), .denied("\(host) Invalid")),
        .init("74 port abc", at("ghcr.io:abc"), .denied("\(host) Invalid")),
        .init("74 port 65535", at("ghcr.io:65535")),
        .init(
            "75 registry.port 70000", port("70000"), .denied("spec.registry.port Invalid", saying: "65535, inclusive")),
        .init("75 registry.port 0", port("0"), .denied("spec.registry.port Invalid")),
        .init("75 registry.port -1", port("-1"), .denied("spec.registry.port Invalid")),
        .init("75 registry.port a text", port(#""443""#), .denied("spec.registry.port TypeInvalid")),
        .init("75 registry.port a fraction", port("443.5"), .denied("spec.registry.port TypeInvalid")),
        .init("75 registry.port null", port("null")),
        .init("75 registry.port 443", port("443")),
        .init("75 registry.port 65535", port("65535")),
        .init("76 a single label", at("registry"), .denied("\(host) Invalid", saying: "Docker Hub")),
        .init("77 localhost with a port", at("localhost:5000")),
        .init("77 an IPv6 address with a port", at("[::1]:5000")),
        .init("78 upper case", at("GHCR.io"), .denied("\(host) Invalid", saying: "lower case")),
        .init(
            "a host of the wrong type", #"{"createSecret":"none","host":["ghcr.io"]}"#, .denied("\(host) TypeInvalid")),
        .init("a host that is null", #"{"createSecret":"none","host":null}"#),
        .init("an empty host", at("")),
    ]

    /// R20 to R23 and R25: what is allowed and deserves a word.
    static let advice: [PipelineCase] = [
        .init("79 Docker Hub without an owner", at("docker.io"), .allowed("\(host): Docker Hub")),
        .init("79 Docker Hub by its other name", at("index.docker.io"), .allowed("\(host): Docker Hub")),
        .init(
            "79 Docker Hub from Kubero's form", at("https://docker.io"), by: deputy,
            .allowed("without https://", "\(host): Docker Hub")),
        .init("79 Docker Hub with an owner", at("docker.io/acme")),
        .init(
            "R21 deployed from an image", at("ghcr.io"), more: #""deploymentstrategy":"docker""#,
            .allowed("spec.registry.credentialsSecretRef: has no effect")),
        .init("R21 another strategy", at("ghcr.io"), more: #""deploymentstrategy":"Git""#, .allowed("has no effect")),
        .init(
            "R21 a strategy of the wrong type", at("ghcr.io"), more: #""deploymentstrategy":5"#,
            .allowed("has no effect")),
        .init("R21 deployed from git", at("ghcr.io"), more: #""deploymentstrategy":"git""#),
        .init("R21 strategy null is the chart's", at("ghcr.io"), more: #""deploymentstrategy":null"#),
        .init("R21 built plainly", at("ghcr.io"), more: #""buildstrategy":"plain""#),
        .init("R21 no reference", #"{"createSecret":"none"}"#, more: #""deploymentstrategy":"docker""#),
        .init("R22 another host", at("ghcr.io"), set: elsewhere, .allowed("images are still named")),
        .init("R22 another path", at("registry.acme.io/a"), set: elsewhere, .allowed("images are still named")),
        .init(
            "R22 another host from Kubero's form", at("https://ghcr.io"), by: deputy, set: elsewhere,
            .allowed("without https://", "images are still named")),
        .init("R22 the same host", at("registry.acme.io"), set: elsewhere),
        .init("R22 no host", #"{"createSecret":"none"}"#, set: elsewhere),
        .init("R22 the shared host unknown", at("ghcr.io")),
        .init(
            "82b unknown key beside a reference",
            #"{"createSecret":"none","credentialsSecretRef":{"name":"a"},"foo":1}"#,
            .allowed("spec.registry.foo: unknown")),
        .init(
            "82b a key nearly right", #"{"createSecret":"none","Host":"x","usrname":"u"}"#,
            .allowed("did you mean host?", "did you mean username?")),
        .init(
            "82b keys about secrets", #"{"createSecret":"none","secretName":"a","createsecrets":"b"}"#,
            .allowed("did you mean credentialsSecretRef?", "did you mean createSecret?")),
        .init("82b unknown key with null is none", #"{"createSecret":"none","foo":null}"#),
        .init(
            "82b keys of Kubero's own settings",
            #"""
            {"createSecret":"none","port":5000,"protocol":"https","create":false,"enabled":true,"public":false,
            "storage":"1Gi","storageClassName":null,"subpath":""}
            """#),
        .init("R25 another name", #"{"createSecret":"none"}"#, .allowed("spec.name: ")) {
            $0.spec = #"{"name":"other","registry":{"createSecret":"none"}}"#
        },
        .init("R25 no name", nil, .allowed()) { $0.spec = #"{"registry":{"createSecret":"none"}}"# },
        .init("R25 a name of the wrong type", nil, .allowed()) {
            $0.spec = #"{"name":5,"registry":{"createSecret":"none"}}"#
        },
        .init("91 the name is yet to be generated", #"{"createSecret":"none"}"#, .allowed()) {
            $0.metadata = #""generateName":"shop-""#
        },
    ]

    /// Nothing set, and R26: something set that is no credential.
    static let incomplete: [PipelineCase] = [
        .init("82c no registry", nil, .allowed("spec.registry: no credential")),
        .init("82c registry null", "null", .allowed("no credential")),
        .init("82c registry empty", "{}", .allowed("no credential")),
        .init(
            "82c what the form leaves behind", #"{"host":"https://","username":"","password":""}"#,
            .allowed("no credential")),
        .init(
            "82c the same with http, from the form", #"{"host":"http://","username":"","password":null}"#, by: deputy,
            .allowed("no credential")),
        .init(
            "82c all null", #"{"createSecret":null,"credentialsSecretRef":null,"host":null}"#, .allowed("no credential")
        ),
        .init("82c an empty host", #"{"host":""}"#, .allowed("no credential")),
        .init("82c deployed from an image", nil, more: #""deploymentstrategy":"docker""#),
        .init("82c an empty spec", nil, .allowed("no credential")) { $0.spec = "{}" },
        .init(
            "33 a host without a credential", #"{"host":"ghcr.io/acme"}"#,
            .denied("spec.registry.credentialsSecretRef Required", saying: "createSecret: none")),
        .init(
            "33 the shared host without a credential", #"{"host":"registry.acme.io"}"#, set: elsewhere,
            .denied("spec.registry.credentialsSecretRef Required")),
        .init(
            "33 a host without a credential, from Kubero's form", #"{"host":"ghcr.io/acme"}"#, by: deputy,
            .allowed("spec.registry.credentialsSecretRef: ")),
        .init(
            "33 the form, its host filled in", #"{"host":"https://ghcr.io","username":"","password":""}"#, by: deputy,
            .allowed("without https://", "spec.registry.credentialsSecretRef: ")),
        .init(
            "33 a reference that is null", #"{"host":"ghcr.io","credentialsSecretRef":null}"#,
            .denied("spec.registry.credentialsSecretRef Required")),
        .init(
            "82 a mistyped key alone", #"{"secretRef":{"name":"x"}}"#,
            .denied("spec.registry.credentialsSecretRef Required")),
        .init(
            "82 a mistyped key beside what the form leaves behind", #"{"host":"https://","secretRef":{"name":"x"}}"#,
            .denied("spec.registry.credentialsSecretRef Required")),
        .init("82 a dead field alone", #"{"port":443}"#, .denied("spec.registry.credentialsSecretRef Required")),
        .init(
            "82 an impossible host alone", #"{"host":"ghcr.io/"}"#,
            .denied("\(host) Invalid", "spec.registry.credentialsSecretRef Required")),
    ]

    private static func at(_ host: String) -> String {
        #"{"createSecret":"none","credentialsSecretRef":{"name":"team-a-reg"},"host":"\#(host)"}"#
    }

    private static func port(_ port: String) -> String {
        #"{"createSecret":"none","credentialsSecretRef":{"name":"team-a-reg"},"port":\#(port)}"#
    }
}

struct PipelineHostTests {
    @Test(arguments: PipelineCase.hosts)
    func `a host is a registry's, as image names have it`(_ row: PipelineCase) throws { try expect(row) }

    @Test(arguments: PipelineCase.advice)
    func `what is allowed and has no effect, or another than it seems, gets a warning`(_ row: PipelineCase) throws {
        try expect(row)
    }

    @Test(arguments: PipelineCase.incomplete)
    func `settings without a credential are refused, no settings at all are not`(_ row: PipelineCase) throws {
        try expect(row)
    }

    @Test func `82 the warning names the mistyped key`() throws {
        let row = try #require(PipelineCase.incomplete.first { $0.name == "82 a mistyped key alone" })
        #expect(try row.decision(at: .validate).warnings.contains { $0.contains("spec.registry.secretRef") })
    }

    @Test func `91 a name yet to be generated is none in the status`() throws {
        let row = PipelineCase("91", "5", .denied("spec.registry TypeInvalid")) {
            $0.metadata = #""generateName":"shop-""#
            $0.requestName = ""
        }
        try expect(row)
        #expect(try row.decision(at: .validate).status?.details?.name == "")
    }
}
