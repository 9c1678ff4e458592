import Kubernetes
import Rules
import Testing

private let secretPath = "spec.registry.credentialsSecretRef.name"
private let mode = "spec.registry.createSecret"
private let main = "spec.mainnamespace"
private let images = "images are still named"
private let cost = "\(mode): makes the operator copy the Secret again"
private let bob = "bob"

extension PipelineCase {
    /// R24 and R27: the default credential, which everybody may use, for its own registries.
    static let sharedCredential: [PipelineCase] = [
        .known("22 what is injected", usingDefault(), by: bob),
        .known("22 the same with createSecret none", usingDefault(mode: "none"), by: bob),
        .known("22 by its namespace", usingDefault(namespace: "kubero"), by: bob),
        .known("22 by Kubero's form, without a label", usingDefault(), by: deputy),
        .known("22 its own registry written out", usingDefault(host: "registry.acme.io"), by: bob),
        .known("22 a path there", usingDefault(host: "registry.acme.io/team"), by: bob, .allowed(images)),
        .known(
            "22 by another name", referring(to: "ghcr", host: "ghcr.io"), by: bob,
            set: { $0.kubero.defaultCredential?.name = "ghcr" }, .allowed(images)),
        .known("81 copy", copying(), by: bob, .allowed(cost)),
        .known(
            "81 copy of what is not there", copying(), by: bob, with: { $0.secrets["kubero/registry-login"] = nil },
            .denied("\(mode) NotFound", saying: #"\#(mode): Not found: "registry-login""#)),
        .known(
            "81 copy of what is no pull secret", copying(), by: bob,
            with: { $0.secrets["kubero/registry-login"] = $0.secrets["kubero/opq"] },
            .denied(
                "\(mode) Invalid",
                saying: #"Invalid value: "copy": Secret "registry-login": the Secret has no"#)),
        .known(
            "81 copy of another type", copying(), by: bob,
            with: { $0.secrets["kubero/registry-login"] = $0.secrets["kubero/tls"] },
            .denied("\(mode) Invalid", saying: #""copy""#)),
        .known(
            "48 the default is not there", usingDefault(), by: bob, with: { $0.secrets["kubero/registry-login"] = nil },
            .denied("\(secretPath) NotFound")),
        .known(
            "51 the default has no Docker configuration", usingDefault(), by: bob,
            with: { $0.secrets["kubero/registry-login"] = $0.secrets["kubero/opq"] }, .denied("\(secretPath) Invalid")),
        .known(
            "88 another registry", usingDefault(host: "evil.io"), by: bob,
            .denied("\(secretPath) Invalid", saying: #"no credentials for registry host "evil.io""#)),
        .known("88 another port", usingDefault(host: "registry.acme.io:5000"), .denied("\(secretPath) Invalid")),
        .known("88 a subdomain", usingDefault(host: "evil.registry.acme.io"), .denied("\(secretPath) Invalid")),
        .known(
            "88 what begins alike", usingDefault(host: "registry.acme.io.evil.io"), .denied("\(secretPath) Invalid")),
        .known(
            "88 from Kubero's form", usingDefault(host: "https://evil.io"), by: deputy, .denied("\(secretPath) Invalid")
        ),
        .known(
            "88 its own from Kubero's form", usingDefault(host: "https://registry.acme.io"), by: deputy,
            .allowed("without https://")),
        .known(
            "88 another registry that is configured as Kubero's", usingDefault(host: "evil.io"),
            set: { $0.kubero.defaultHost = "evil.io" }, .denied("\(secretPath) Invalid")),
        .known(
            "88 one that the default has an entry for too", usingDefault(host: "ghcr.io"), by: bob,
            with: {
                $0.secrets["kubero/registry-login"] = PipelineCluster.secret(
                    PipelineCluster.login("registry.acme.io", "ghcr.io"))
            }, .allowed(images)),
        .known(
            "88 copy for another registry", copying("evil.io"), by: bob,
            .denied("\(mode) Invalid", saying: #"Invalid value: "copy""#, #"registry host "evil.io""#)),
        .known(
            "88 copy for another registry from Kubero's form", copying("https://evil.io"), by: deputy,
            .denied("\(mode) Invalid")),
        .known("88 copy for its own registry", copying("registry.acme.io"), by: bob, .allowed(cost)),
        .known(
            "88 the host changed", usingDefault(host: "evil.io"), was: .had(usingDefault(host: "registry.acme.io")),
            by: bob,
            .denied("\(secretPath) Invalid")),
        .known(
            "88 the host added", usingDefault(host: "evil.io"), was: .had(usingDefault()), by: bob,
            .denied("\(secretPath) Invalid")),
        .known(
            "88 beside a host that was no registry", usingDefault(host: "evil.io/"),
            was: .had(referring(to: "ghcr", host: "evil.io/", mode: "none")), .denied("\(secretPath) Invalid")),
        .known(
            "88 copy beside a host that was no registry", copying("u:s3cr3t@registry.acme.io"),
            was: .had(#"{"createSecret":"none","host":"u:s3cr3t@registry.acme.io"}"#), .denied("\(mode) Invalid")),
        .known(
            "88 not another registry with its scheme gone", usingDefault(host: "evil.io"),
            was: .had(usingDefault(host: "https://evil.io"))),
    ]

    /// `copy` out of another namespace than Kubero's.
    static let mainNamespaces: [PipelineCase] = [
        own("43 the own namespace's, by who may not", by: bob, .forbidden(main, saying: "registry-login", "team-a")),
        own("44 the same where it is not there", by: bob, with: { _ in }, .forbidden(main, saying: "team-a")),
        own("the own namespace's", .allowed(cost)),
        own("81 the own namespace's, not there", with: { _ in }, .denied("\(mode) NotFound")),
        own(
            "51 the own namespace's, which is not the default", with: place(PullSecret.opaqueType),
            .denied("\(mode) Invalid", saying: "not of type \"Opaque\"")),
        own("46b the own namespace's, by Kubero's form", by: deputy, .forbidden(main, saying: "label")),
        .known(
            "Kubero's, written out", copying(), more: #""mainnamespace":"kubero""#, by: bob, .allowed(cost)
        ) { $0.namespace = "team-a" },
        .known("Kubero's, from another namespace", copying(), by: bob, .allowed(cost)) { $0.namespace = "team-a" },
        .known(
            "86 changed to the own namespace", copying(), was: .had(copying(), more: ""),
            more: #""mainnamespace":"team-a""#, by: bob, .forbidden(main)
        ) { $0.namespace = "team-a" },
        .known(
            "another's that was so before, with copy chosen anew", copying(), was: .had(copying("ghcr.io")),
            more: #""mainnamespace":"team-b""#, by: bob, .forbidden(main, saying: "\"team-b\"")
        ) { $0.namespace = "team-a" },
    ]

    private static func own(
        _ name: String, by user: String = alice,
        with change: (inout PipelineCluster) -> Void = place(PullSecret.dockerConfigType), _ wanted: Wanted
    ) -> PipelineCase {
        .known(name, copying(), more: #""mainnamespace":"team-a""#, by: user, with: change, wanted) {
            $0.namespace = "team-a"
        }
    }

    private static func place(_ type: String) -> (inout PipelineCluster) -> Void {
        {
            $0.secrets["team-a/registry-login"] = PipelineCluster.secret(
                PipelineCluster.login("registry.acme.io"), type: type)
        }
    }

    static func usingDefault(host: String? = nil, mode: String = "copy", namespace: String? = nil) -> String {
        referring(to: "registry-login", host: host, mode: mode, namespace: namespace)
    }

    static func copying(_ host: String? = nil) -> String {
        #"{"createSecret":"copy"\#(host.map { #","host":"\#($0)""# } ?? "")}"#
    }
}

struct PipelineSharedCredentialTests {
    @Test(arguments: PipelineCase.sharedCredential)
    func `the default credential is everybody's, for its own registries`(_ row: PipelineCase) throws {
        try expect(row)
    }

    @Test(arguments: PipelineCase.mainNamespaces)
    func `what is copied from the own namespace is the user's to use`(_ row: PipelineCase) throws { try expect(row) }
}
