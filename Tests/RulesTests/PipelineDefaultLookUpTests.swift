import Admission
import JSON
import Kubernetes
import Rules
import Testing

private let opening = #"[{"op":"add","path":"/spec/registry","value":{"createSecret":"copy","credentialsSecretRef":{"#
private let injected = opening + #""name":"registry-login"}}}]"#
private let secret = #"the default credential, Secret "kubero/registry-login","#
private let unchecked = "pipeline-registry-default could not check everything: "

/// A request where there is a cluster, the patch that is to be made of it, and the warnings.
struct PipelineDefaultLookUp: Sendable, CustomTestStringConvertible {
    let request: PipelineCase
    let patch: String?
    let warnings: [String]

    var testDescription: String { request.name }
}

extension PipelineDefaultCase {
    /// M1 where there is a cluster.
    static let looking: [PipelineDefaultLookUp] = [
        row("1 the default is there", patch: injected),
        row("4 what the form leaves behind", #"{"host":"https://"}"#, patch: completed),
        row("19 by who may not read it", by: "bob", patch: injected),
        row("14 it is not there", with: { $0.secrets["kubero/registry-login"] = nil }, "\(secret) is not there"),
        row(
            "14 it is in the Pipeline's namespace only", set: { $0.kubero.allowedNamespaces = ["kubero"] },
            with: { $0.secrets = ["team-a/registry-login": usable] }, "\(secret) is not there"
        ) { $0.namespace = "team-a" },
        row(
            "14 it is of another type", with: { $0.secrets["kubero/registry-login"] = $0.secrets["kubero/tls"] },
            "\(secret) is no usable pull secret"),
        row(
            "14 it has no Docker configuration",
            with: { $0.secrets["kubero/registry-login"] = $0.secrets["kubero/opq"] },
            "\(secret) is no usable pull secret"),
        row(
            "14 it holds tokens only", with: { $0.secrets["kubero/registry-login"] = $0.secrets["kubero/token"] },
            "\(secret) is no usable pull secret"),
        row(
            "14 it is for another registry", with: { $0.secrets["kubero/registry-login"] = $0.secrets["kubero/ghcr"] },
            #"\#(secret) has no credentials for "registry.acme.io""#),
        row(
            "14 it is for another registry than the one configured", set: { $0.kubero.defaultHost = "ghcr.io" },
            #"\#(secret) has no credentials for "ghcr.io""#),
        row(
            "14 it is for some registry, and Kubero's is not known",
            with: {
                $0.secrets["kubero/registry-login"] = $0.secrets["kubero/ghcr"]
                $0.kubero = nil
            }, patch: injected),
        row("15 Kubero has no registry", with: PipelineCase.kuberoSays("registry.acme.io", false)),
        row(
            "15 Kubero has no registry, nor is the Secret there",
            with: {
                $0.kubero = KuberoRegistry(isEnabled: false)
                $0.secrets = [:]
            }),
        row("15 there are no settings", with: { $0.kubero = nil }, patch: injected),
        row("15 the settings do not say where", with: PipelineCase.kuberoSays(nil), patch: injected),
        row(
            "21 the settings cannot be read", with: { $0.failing = [.kubero] },
            unchecked + #"the Kubero settings in namespace "kubero" could not be looked up: connection refused"#),
        row(
            "21 the Secret cannot be read", with: { $0.failing = [.secret] },
            unchecked + #"Secret "kubero/registry-login" could not be looked up: connection refused"#),
        row(
            "21 neither can", with: { $0.failing = [.kubero, .secret, .access] }, unchecked + "the Kubero settings",
            unchecked + "Secret"),
        row("21 access cannot be asked, which nobody does", with: { $0.failing = [.access] }, patch: injected),
        row(
            "another name", set: { $0.kubero.defaultCredential?.name = "ghcr" },
            with: PipelineCase.kuberoSays("ghcr.io"),
            patch: opening + #""name":"ghcr"}}}]"#),
        row(
            "another name, not usable by its type", set: { $0.kubero.defaultCredential?.name = "tls" },
            #"Secret "kubero/tls", is no usable"#),
        row(
            "another namespace, from which it may be referred to", set: { $0.kubero.allowedNamespaces = ["kubero"] },
            patch: opening + #""name":"registry-login","namespace":"kubero"}}}]"#
        ) { $0.namespace = "team-a" },
    ]

    /// M2 where there is a cluster: the default for a registry that stands in the Pipeline, if that is Kubero's.
    static let completing: [PipelineDefaultLookUp] = [
        row("6 the default for its registry", referring("registry.acme.io"), patch: none("copy")),
        row("6 the default for a path there", referring("registry.acme.io/a"), patch: none("copy")),
        row("6 the default from Kubero's form", referring("https://registry.acme.io"), patch: none("copy")),
        row("6 the default for a foreign registry", referring("evil.io")),
        row("6 the default for another port", referring("registry.acme.io:5000")),
        row("6 the default for what is no registry", referring("registry.acme.io:x")),
        row(
            "6 the default for a foreign registry, where it is not copied", referring("evil.io"),
            set: { $0.kubero.defaultCredential?.createSecret = .none }),
        row(
            "6 UPDATE to the default for a foreign registry", referring("evil.io"),
            was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"a"},"host":"evil.io"}"#)),
        row(
            "6 Kubero's registry not in use", referring("evil.io"),
            with: PipelineCase.kuberoSays("registry.acme.io", false), patch: none("copy")),
        row(
            "6 Kubero's registry unreadable", referring("evil.io"), with: PipelineCase.kuberoSays("?"),
            patch: none("copy")),
        row("6 no settings", referring("evil.io"), with: { $0.kubero = nil }, patch: none("copy")),
        row(
            "6 the settings cannot be read", referring("evil.io"), with: { $0.failing = [.kubero] },
            patch: none("copy"),
            #"the Kubero settings in namespace "kubero" could not be looked up: connection refused"#),
    ]

    /// What needs no look-up.
    static let unasked: [PipelineDefaultLookUp] = [
        row("5 an opt-out", #"{"createSecret":"none"}"#, with: fail),
        row("6 an own reference", #"{"credentialsSecretRef":{"name":"nope"}}"#, with: fail, patch: none("none")),
        row("6 the default", #"{"credentialsSecretRef":{"name":"registry-login"}}"#, with: fail, patch: none("copy")),
        row(
            "6 the default for its registry, which is configured", referring("registry.acme.io"),
            set: { $0.kubero.defaultHost = "registry.acme.io" }, with: fail, patch: none("copy")),
        row(
            "6 the default for a foreign registry, where one is configured", referring("evil.io"),
            set: { $0.kubero.defaultHost = "registry.acme.io" }, with: fail),
        row(
            "6 an own reference with a host", #"{"credentialsSecretRef":{"name":"a"},"host":"evil.io"}"#, with: fail,
            patch: none("none")),
        row(
            "6 the default's name where there is no default", referring("evil.io"),
            set: { $0.kubero.defaultCredential = nil }, with: fail, patch: none("none")),
        row("13 UPDATE of something else", referring("evil.io"), was: .had(referring("evil.io")), with: fail),
        row("8 inline credentials", #"{"username":"u","password":"s3cr3t"}"#, with: fail),
        row("9 a host alone", #"{"host":"ghcr.io"}"#, with: fail),
        row("11 UPDATE", was: .had(nil), with: fail),
        row("16 an image", more: #""deploymentstrategy":"docker""#, with: fail),
        row("no default", set: { $0.kubero.defaultCredential = nil }, with: fail),
        row("another namespace", with: fail) { $0.namespace = "team-a" },
        row("disabled", set: { $0.pipelineRegistryDefault.enforce = .disabled }, with: fail),
    ]

    private static let usable = PipelineCluster.secret(PipelineCluster.login("registry.acme.io"))
    private static let fail: @Sendable (inout PipelineCluster) -> Void = { $0.failing = [.access, .kubero, .secret] }
    private static let completed = """
        [{"op":"remove","path":"/spec/registry/host"},{"op":"add","path":"/spec/registry/createSecret","value":"copy"},\
        {"op":"add","path":"/spec/registry/credentialsSecretRef","value":{"name":"registry-login"}}]
        """

    private static func referring(_ host: String) -> String {
        #"{"credentialsSecretRef":{"name":"registry-login"},"host":"\#(host)"}"#
    }

    private static func none(_ mode: String) -> String {
        #"[{"op":"add","path":"/spec/registry/createSecret","value":"\#(mode)"}]"#
    }

    private static func row(
        _ name: String, _ registry: String? = nil, was old: PipelineCase.Old = .none, more: String = "",
        by user: String = PipelineCase.alice, set settings: @escaping @Sendable (inout Settings) -> Void = { _ in },
        with change: (inout PipelineCluster) -> Void = { _ in }, patch: String? = nil, _ warnings: String...,
        but adjust: (inout PipelineCase) -> Void = { _ in }
    ) -> PipelineDefaultLookUp {
        let request = PipelineCase.known(
            name, registry, was: old, more: more, by: user, set: settings, with: change, but: adjust)
        return PipelineDefaultLookUp(request: request, patch: patch, warnings: warnings)
    }
}

struct PipelineDefaultLookUpTests {
    @Test(
        arguments: PipelineDefaultCase.looking + PipelineDefaultCase.completing + PipelineDefaultCase.unasked,
        Policy.IfUnavailable.allCases)
    func `only a default that can be used is filled in, and nothing is denied`(
        _ row: PipelineDefaultLookUp, _ ifUnavailable: Policy.IfUnavailable
    ) throws {
        var request = row.request
        request.ifUnavailable = ifUnavailable
        let decision = try request.decision(at: .mutate)
        let said = Comment(rawValue: "\(request.name): \(decision.warnings)")
        #expect(decision.isAllowed, said)
        #expect(decision.patch.map { String(decoding: $0.json, as: UTF8.self) } == row.patch, said)
        #expect(decision.fired == (row.patch == nil ? "" : "pipeline-registry-default"), said)
        #expect(decision.warnings.count == row.warnings.count, said)
        for (warning, words) in zip(decision.warnings, row.warnings) { #expect(warning.contains(words), said) }
    }

    @Test(arguments: PipelineDefaultCase.looking.filter { $0.patch != nil })
    func `10 once filled in nothing is left to do or to ask, and the validator has no objection`(
        _ row: PipelineDefaultLookUp
    ) throws {
        let cluster = try #require(row.request.cluster)
        let (decision, rounds) = try row.request.decided(at: .mutate)
        let review = try row.request.review
        let patch = try #require(decision.patch)
        let after = review.replacing(object: try patch.applied(to: #require(review.object)))
        let policy = row.request.policy()
        #expect(
            try policy.evaluate(after, at: .mutate, knowing: .cluster()).decision.patch == nil, "\(row.testDescription)"
        )
        let answers = rounds.joined().map { ($0, cluster.answer($0)) }
        let facts = Facts.cluster(Dictionary(uniqueKeysWithValues: answers))
        let verdict = try policy.evaluate(after, at: .validate, knowing: facts).decision
        #expect(verdict.isAllowed, "\(row.testDescription): \(verdict.status?.message ?? "")")
    }

    @Test(arguments: PipelineDefaultCase.looking)
    func `the settings and the Secret are asked about together, and access is not`(
        _ row: PipelineDefaultLookUp
    ) throws {
        var settings = Settings()
        row.request.settings(&settings)
        let name = try #require(settings.kubero.defaultCredential?.name)
        let questions = [Question.kubero(namespace: "kubero"), .pullSecret(namespace: "kubero", name: name)]
        #expect(try row.request.decided(at: .mutate).rounds == [questions])
    }

    @Test(arguments: PipelineDefaultCase.completing)
    func `whose registry it is that stands in the Pipeline is all that is asked`(_ row: PipelineDefaultLookUp) throws {
        #expect(try row.request.decided(at: .mutate).rounds == [[.kubero(namespace: "kubero")]])
    }

    @Test(arguments: PipelineDefaultCase.unasked)
    func `what fills nothing in asks nothing`(_ row: PipelineDefaultLookUp) throws {
        #expect(try row.request.decided(at: .mutate).rounds == [])
    }

    @Test func `enforcement warn looks up as well`() throws {
        var row = PipelineCase.known("warn", nil, set: { $0.pipelineRegistryDefault.enforce = .warn })
        #expect(try row.decision(at: .mutate).warnings == ["pipeline-registry-default would change: set spec.registry"])
        row.cluster?.secrets = [:]
        let decision = try row.decision(at: .mutate)
        #expect(decision.warnings == ["\(secret) is not there, so it is not injected"])
        #expect(decision.patch == nil && decision.fired == "")
    }
}
