import Admission
import Kubernetes
import Rules
import Testing

/// Who may not use a Secret does not learn from any answer whether there is one, or what it is like (CWE-441).
struct PipelineOracleTests {
    /// What may be where the Secret is looked for; the first is nothing.
    static let states: [PullSecret?] = [
        nil, PipelineCluster.secret(PipelineCluster.login("ghcr.io")),
        PipelineCluster.secret(PipelineCluster.login("quay.io")),
        PipelineCluster.secret("s3cr3t", key: "password", type: PullSecret.opaqueType),
        PipelineCluster.secret("s3cr3t", key: "tls.key", type: "kubernetes.io/tls"),
        PipelineCluster.secret(#"{"auths":{"ghcr.io":{"auth":"!!!"}}}"#),
        PipelineCluster.secret(
            PipelineCluster.login("ghcr.io"), metadata: #""deletionTimestamp":"2026-01-01T00:00:00Z","#),
    ]

    /// Each way to reach for `x` in namespace `team-a`, or for the Secret that is copied there.
    static let reaches: [PipelineCase] = [
        .known("a reference", PipelineCase.referring(to: "x")),
        .known("with a host", PipelineCase.referring(to: "x", host: "ghcr.io")),
        .known("by its namespace", PipelineCase.referring(to: "x", namespace: "team-a")),
        .known("on UPDATE", PipelineCase.referring(to: "x"), was: .had(PipelineCase.referring(to: "y"))),
        .known("without createSecret", #"{"credentialsSecretRef":{"name":"x"}}"#),
        .known(
            "beside a host that was wrong", PipelineCase.referring(to: "x", host: "ghcr.io/"),
            was: .had(PipelineCase.referring(to: "y", host: "ghcr.io/"))),
        .known("copied", #"{"createSecret":"copy"}"#, more: #""mainnamespace":"team-a""#),
        .known(
            "referred to and copied", PipelineCase.referring(to: "registry-login", mode: "copy"),
            more: #""mainnamespace":"team-a""#),
        .known("where that only warns", PipelineCase.referring(to: "x"), set: { $0.pipelineRegistry.enforce = .warn }),
        .known("with the host configured", PipelineCase.referring(to: "x"), set: { $0.kubero.defaultHost = "ghcr.io" }),
        .known("without Kubero's settings", PipelineCase.referring(to: "x"), with: { $0.kubero = nil }),
        .known("with the settings failing", PipelineCase.referring(to: "x"), with: { $0.failing = [.kubero] }),
        .known("with access failing", PipelineCase.referring(to: "x"), with: { $0.failing = [.access] }),
    ]

    /// Everything that is said to `user` in each state, at both endpoints.
    private func answers(_ reach: PipelineCase, by user: String, offered: Bool = false) throws -> [String] {
        try Self.states.map { state in
            var row = reach
            (row.user, row.namespace) = (user, "team-a")
            for place in ["team-a/x", "team-a/registry-login"] {
                row.cluster?.secrets[place] = state.map {
                    PullSecret(
                        type: $0.type, isBeingDeleted: $0.isBeingDeleted, isOfferedToDeputies: offered,
                        contents: $0.contents)
                }
            }
            return try Endpoint.allCases.map { endpoint in
                let (decision, rounds) = try row.decided(at: endpoint)
                return "\(decision.status?.code ?? 200) \(decision.everything) \(rounds)"
            }.joined(separator: "\n")
        }
    }

    @Test(arguments: reaches)
    func `44 the answer to who may not read it is the same whatever is there`(_ reach: PipelineCase) throws {
        #expect(try Set(answers(reach, by: "bob")).count == 1)
        #expect(try Set(answers(reach, by: "bob", offered: true)).count == 1)
    }

    @Test(arguments: reaches)
    func `46b the answer to a deputy is the same whatever is there and not offered`(_ reach: PipelineCase) throws {
        #expect(try Set(answers(reach, by: PipelineCase.deputy)).count == 1)
    }

    @Test func `who may use it does learn that`() throws {
        #expect(try Set(answers(Self.reaches[1], by: "alice")).count == Self.states.count)
        #expect(try Set(answers(Self.reaches[1], by: PipelineCase.deputy, offered: true)).count == Self.states.count)
    }

    @Test func `43 44 the answers about two Secrets differ by their names alone`() throws {
        func denial(_ secret: String) throws -> String {
            let row = PipelineCase.known(secret, PipelineCase.referring(to: secret), by: "bob")
            return try row.decision(at: .validate).everything.split(separator: secret).joined(separator: "NAME")
        }
        #expect(try denial("team-a-reg") == denial("does-not-exist"))
    }
}
