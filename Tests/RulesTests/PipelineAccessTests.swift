import Admission
import Kubernetes
import Rules
import Testing

private let secretPath = "spec.registry.credentialsSecretRef.name"
private let mode = "spec.registry.createSecret"
private let images = "images are still named"
private let bob = "bob"

extension PipelineCase {
    /// Phase two, R14.
    static let access: [PipelineCase] = [
        .known(
            "41 another namespace that is allowed, but not to this user", referring(to: "reg", namespace: "team-b"),
            by: bob, set: { $0.kubero.allowedNamespaces = ["team-b"] },
            .forbidden(secretPath, saying: #"user "bob" cannot get secret "reg" in namespace "team-b""#)),
        .known(
            "43 a Secret of another team", referring(to: "team-a-reg", host: "ghcr.io/acme"), by: bob,
            .forbidden(
                secretPath,
                saying: #"""
                    kuberopipelines.application.kubero.dev "shop" is forbidden: user "bob" cannot get secret \#
                    "team-a-reg" in namespace "kubero"
                    """#)),
        .known("43 on UPDATE", referring(to: "team-a-reg"), was: .had(nil), by: bob, .forbidden(secretPath)),
        .known(
            "44 one that does not exist", referring(to: "does-not-exist"), by: bob,
            .forbidden(secretPath, saying: #"user "bob" cannot get secret "does-not-exist" in namespace "kubero""#)),
        .known(
            "45 allowed by a group alone", referring(to: "ghcr", host: "ghcr.io"), by: "carol",
            with: { $0.readers = ["developers"] }, .allowed(images)),
        .known(
            "45 by none of the groups", referring(to: "ghcr", host: "ghcr.io"), by: "carol",
            with: { $0.readers = ["developer", "system:masters"] }, .forbidden(secretPath)),
        .known(
            "46 not allowed is a denial, whatever else is said", referring(to: "tls"), by: bob, .forbidden(secretPath)),
        .known(
            "46b a deputy, the Secret not offered", referring(to: "ghcr", host: "ghcr.io"), by: deputy,
            .forbidden(
                secretPath, saying: deputy, #"cannot use secret "ghcr""#, #"kubero.dev/registry-credential: "true""#)),
        .known(
            "46b a deputy, the Secret offered", referring(to: "labelled", host: "ghcr.io"), by: deputy,
            .allowed(images)),
        .known(
            "46b a deputy, the Secret offered and broken", referring(to: "labelled-opq"), by: deputy,
            .denied("\(secretPath) Invalid")),
        .known("46b a deputy, no Secret", referring(to: "nope"), by: deputy, .forbidden(secretPath)),
        .known(
            "46b offered by another value", referring(to: "no"), by: deputy,
            with: {
                $0.secrets["kubero/no"] = PipelineCluster.secret(
                    PipelineCluster.login("ghcr.io"), labels: #""kubero.dev/registry-credential":"yes""#)
            }, .forbidden(secretPath)),
        .known(
            "46b a deputy who may not read it, though it is offered", referring(to: "labelled"), by: deputy,
            with: { $0.readers = [] }, .forbidden(secretPath, saying: "cannot get")),
        .known(
            "46b another deputy", referring(to: "ghcr", host: "ghcr.io"), by: alice,
            set: { $0.kubero.deputies = ["al*"] }, .forbidden(secretPath, saying: "acts for others")),
        .known(
            "46b who is no deputy here", referring(to: "ghcr", host: "ghcr.io"), by: deputy,
            set: { $0.kubero.deputies = [] }, .allowed(images)),
        .known(
            "86 UPDATE that changes the reference", referring(to: "ghcr"), was: .had(referring(to: "hub")), by: bob,
            .forbidden(secretPath)),
        .known(
            "86 UPDATE that changes the host beside it", referring(to: "ghcr", host: "ghcr.io"),
            was: .had(referring(to: "ghcr")), by: bob, .forbidden(secretPath)),
        .known(
            "86 UPDATE from the default to another", referring(to: "ghcr"), was: .had(usingDefault()), by: bob,
            .forbidden(secretPath)),
        .known("86 UPDATE from another to the default", usingDefault(), was: .had(referring(to: "ghcr")), by: bob),
        .known(
            "the default's name in another namespace", referring(to: "registry-login"), by: bob, .forbidden(secretPath)
        ) { $0.namespace = "team-a" },
        .known(
            "the stock default where another is configured", usingDefault(mode: "none"), by: bob,
            set: { $0.kubero.defaultCredential?.name = "ghcr" }, .forbidden(secretPath)),
        .known(
            "the stock default where none is configured", usingDefault(mode: "none"), by: bob,
            set: { $0.kubero.defaultCredential = nil }, .forbidden(secretPath)),
        .known(
            "copy where no default is configured", copying(), by: bob,
            set: { $0.kubero.defaultCredential = nil }, .forbidden(mode)),
        .known("a user without a name", referring(to: "ghcr"), by: "", .forbidden(secretPath)),
    ]

    /// What asks for nothing of the cluster: the update is about something else, or takes away.
    static let leftAlone: [PipelineCase] = [
        .known("84 the Secret gone", referring(to: "nope"), was: .had(referring(to: "nope")), by: bob),
        .known(
            "84 something else changed", referring(to: "nope"), was: .had(referring(to: "nope"), more: ""),
            more: #""phases":[]"#, by: bob),
        .known(
            "84 the default for a foreign registry, as before", usingDefault(host: "evil.io"),
            was: .had(usingDefault(host: "evil.io")), by: bob),
        .known(
            "84 the namespace written out", referring(to: "nope", namespace: "kubero"),
            was: .had(referring(to: "nope")), by: bob),
        .known(
            "84 the host without its scheme", referring(to: "nope", host: "ghcr.io"),
            was: .had(referring(to: "nope", host: "https://ghcr.io")), by: bob),
        .known("84 copy", copying(), was: .had(copying()), by: bob, with: { $0.secrets = [:] }),
        .known(
            "85 on its way out", referring(to: "nope"), was: .had(referring(to: "ghcr")), by: bob, .allowed()
        ) { $0.metadata = #""name":"shop","deletionTimestamp":"2026-01-01T00:00:00Z""# },
        .known("87 the reference removed", nil, was: .had(referring(to: "ghcr")), by: bob, .allowed("no credential")),
        .known("87 for an opt-out", #"{"createSecret":"none"}"#, was: .had(referring(to: "ghcr")), by: bob),
        .known("90 status", referring(to: "nope"), was: .had(nil), by: bob, .allowed()) { $0.subresource = "status" },
        .known("90 DELETE", nil, was: .had(referring(to: "nope")), by: bob, .allowed()) { $0.operation = .delete },
        .known("95 another resource", referring(to: "nope"), by: bob, .allowed()) { $0.resource = "kuberoapps" },
        .known("27 an opt-out", #"{"createSecret":"none"}"#, by: bob),
        .known("82c no registry", nil, by: bob, .allowed("no credential")),
        .known("62 inline credentials", #"{"username":"u","password":"s3cr3t"}"#, by: bob, .allowed("can be read")),
        .known("61 no spec", nil, by: bob, .denied("spec Required")) { $0.spec = "null" },
        .known("disabled", referring(to: "nope"), by: bob, set: { $0.pipelineRegistry.enforce = .disabled }),
    ]
}

struct PipelineAccessTests {
    @Test(arguments: PipelineCase.access)
    func `who names a Secret may read it`(_ row: PipelineCase) throws { try expect(row) }

    @Test(arguments: PipelineCase.leftAlone)
    func `what does not choose a Secret asks nothing`(_ row: PipelineCase) throws {
        try expect(row)
        #expect(try row.decided(at: .validate).rounds == [], "\(row.name)")
    }

    @Test func `45 all of the user is asked about, and 92 the Secret in the request's namespace`() throws {
        let row = PipelineCase.known("45, 92", PipelineCase.referring(to: "own", host: "ghcr.io"), .allowed()) {
            $0.namespace = "team-a"
            $0.identity = #""uid":"u-7","groups":["b","a","b"],"extra":{"scopes.example.com":["x","y"],"k":[]}"#
        }
        let review = AccessReview(
            user: "alice", uid: "u-7", groups: ["a", "b"], extra: ["scopes.example.com": ["x", "y"], "k": []],
            verb: "get", resource: "secrets", name: "own", namespace: "team-a")
        #expect(
            try row.decided(at: .validate).rounds == [
                [.kubero(namespace: "kubero"), .access(review)], [.pullSecret(namespace: "team-a", name: "own")],
            ])
    }

    @Test func `93 the same user is the same question, other groups are another`() throws {
        func question(_ identity: String) throws -> Question? {
            let row = PipelineCase.known("93", PipelineCase.referring(to: "ghcr"), .allowed()) {
                $0.identity = identity
            }
            return try row.decided(at: .validate).rounds.first?.last
        }
        let first = try #require(try question(#""uid":"1","groups":["a","b"],"extra":{"k":["x"]}"#))
        #expect(try question(#""uid":"1","groups":["a","b"],"extra":{"k":["x"]}"#) == first)
        #expect(try question(#""uid":"1","groups":["b","a"],"extra":{"k":["x"]}"#) == first)
        #expect(try question(#""uid":"1","groups":["a"],"extra":{"k":["x"]}"#) != first)
        #expect(try question(#""uid":"2","groups":["a","b"],"extra":{"k":["x"]}"#) != first)
        #expect(try question(#""uid":"1","groups":["a","b"],"extra":{"k":["y"]}"#) != first)
        #expect(try question(#""uid":"1","groups":["a","b"]"#) != first)
    }
}
