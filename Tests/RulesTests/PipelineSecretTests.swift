import Admission
import JSON
import Rules
import Testing

/// No password or token is ever said. In every table of the two rules' tests these contain `s3cr3t`.
struct PipelineSecretTests {
    private static let secret = "s3cr3t"

    @Test func `nothing secret is in any answer of the tables`() throws {
        for row in PipelineCase.validating + PipelineDefaultCase.all.map(\.request) {
            for endpoint in Endpoint.allCases { try expectSilence(row, at: endpoint) }
        }
    }

    /// JSON texts of a host with a credential somewhere in it.
    static let hosts = [
        "u:s3cr3t@ghcr.io", "u:s3cr3t/x@ghcr.io", "u:s3cr3t?x@ghcr.io", "u:s3cr3t#x@ghcr.io",
        "u:s3 cr3t s3cr3t@ghcr.io",
        "https://u:s3cr3t@ghcr.io", "http://u:s3cr3t@ghcr.io/acme", "https://s3cr3t@ghcr.io", "s3cr3t@", "u:s3cr3t@",
        "u:s3cr3t", "u:s3cr3t:ghcr.io", "https://u:s3cr3t", "//u:s3cr3t@ghcr.io", "u:s3cr3t\\u0040ghcr.io",
        "u:s3cr3t%40ghcr.io", "u:s3cr3t%2540ghcr.io", "https://u:s3cr3t%40ghcr.io/acme", "u%3As3cr3t%40ghcr.io",
        "u:s3cr3t@\\u0301ghcr.io", "u:s3cr3t\\uff20ghcr.io", "u:s3cr3t@ghcr.io:99999", "u:s3cr3t@GHCR.io",
        "u:s3cr3t@s3cr3t@ghcr.io", "u:s3cr3t@ghcr.io/a@sha256:0a", "u:s3cr3t@ghcr.io\\n", "u:s3cr3t\\n@ghcr.io",
        "u:s3cr3t\\\"@ghcr.io", "u:s3cr3t\\\\@ghcr.io", "[u:s3cr3t@::1]", "[::1]:s3cr3t", "u:p@s3cr3t",
        "ghcr.io?token=s3cr3t", "ghcr.io/acme?token=s3cr3t", "ghcr.io#s3cr3t", "ghcr.io?a=b@s3cr3t",
        "ghcr.io?token=s3cr3t@x.io", "ghcr.io?a@s3cr3t.io", "https://ghcr.io?token=s3cr3t", "ghcr.io%3Ftoken=s3cr3t",
        "https://u:s3cr3t@", "docker://u:s3cr3t", "u:s3cr3t://ghcr.io", "https://https://u:s3cr3t@ghcr.io",
    ]

    @Test(arguments: hosts)
    func `nothing secret is said about a host with a credential in it`(_ host: String) throws {
        let registries = [
            #"{"host":"\#(host)"}"#, #"{"createSecret":"none","host":"\#(host)"}"#,
            #"{"createSecret":"copy","host":"\#(host)"}"#,
            #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"},"host":"\#(host)"}"#,
            #"{"host":"\#(host)","username":"u","password":"s3cr3t"}"#,
        ]
        for registry in registries { try expectSilence(about: registry) }
        let plain = PipelineCase(host, registries[1])
        #expect(try !plain.decision(at: .validate).isAllowed, "\(host)")
    }

    static let fields = [
        #"{"username":"u","password":"s3cr3t"}"#, #"{"username":"u","password":"s3cr3t\""}"#,
        #"{"username":"s3cr3t:s3cr3t","password":"s3cr3t\n"}"#, #"{"username":"u","password":{"s3cr3t":"s3cr3t"}}"#,
        #"{"username":["s3cr3t"],"password":["s3cr3t"]}"#,
        #"{"password":"s3cr3t","credentialsSecretRef":{"name":"a"}}"#,
        #"{"account":{"username":"u","password":"s3cr3t","hash":"s3cr3t"}}"#, #"{"account":"s3cr3t"}"#,
        #"{"account":["s3cr3t"]}"#, #"{"account":{"password":["s3cr3t"],"hash":{"a":"s3cr3t"}}}"#,
        #"{"credentialsSecretRef":"s3cr3t"}"#, #"{"credentialsSecretRef":["s3cr3t"]}"#,
        #"{"credentialsSecretRef":{"name":["s3cr3t"],"namespace":{"a":"s3cr3t"}}}"#,
        #"{"credentialsSecretRef":{"name":"a","password":"s3cr3t"}}"#, #"{"token":"s3cr3t"}"#, #"{"port":"s3cr3t"}"#,
        #"{"createSecret":["s3cr3t"]}"#, #""s3cr3t""#, #"["s3cr3t"]"#, #"{"host":["s3cr3t"]}"#,
        #"{"host":"https://","username":"","password":"s3cr3t"}"#, #"{"createSecret":"create","password":"s3cr3t"}"#,
    ]

    @Test(arguments: fields)
    func `nothing secret is said about a field with a credential in it`(_ registry: String) throws {
        try expectSilence(about: registry)
    }

    /// Each way there is to ask about a registry.
    private func expectSilence(about registry: String) throws {
        let olds: [PipelineCase.Old] = [.none, .had(registry)]
        for old in olds {
            for user in [PipelineCase.alice, PipelineCase.deputy] {
                for policies in [(Enforcement.deny, KuberoSettings.InlineCredentials.warn), (.warn, .deny)] {
                    let row = PipelineCase(
                        registry, registry, was: old, by: user,
                        set: {
                            $0.kubero.defaultHost = "registry.acme.io"
                            ($0.pipelineRegistry.enforce, $0.kubero.inlineCredentials) = policies
                        })
                    for endpoint in Endpoint.allCases { try expectSilence(row, at: endpoint) }
                }
            }
        }
    }

    private func expectSilence(_ row: PipelineCase, at endpoint: Endpoint) throws {
        let said = try row.decision(at: endpoint).everything
        #expect(!said.contains(Self.secret), "\(row.name), \(endpoint): \(said)")
    }
}
