import Admission
import Rules
import Testing

private let secretPath = "spec.registry.credentialsSecretRef.name"
private let images = "images are still named"
private let reason = PipelineCluster.reason
private let accessFailed = "the user's access could not be looked up: \(reason)"
private let settingsFailed = #"the Kubero settings in namespace "kubero" could not be looked up: \#(reason)"#
private let secretFailed = #"Secret "kubero/ghcr" could not be looked up: \#(reason)"#
private let unchecked = "pipeline-registry could not check everything: "

extension PipelineCase {
    /// Rows 47 and 57 are of the API server's answers; here, of what a rule makes of none.
    static let failures = failing + allowing + harmless

    /// With `ifUnavailable: deny`.
    private static let failing: [PipelineCase] = [
        failed(
            "47 access", referring(to: "ghcr", host: "ghcr.io"), [.access],
            .unavailable("Internal error occurred: pipeline-registry: \(accessFailed)")),
        failed(
            "47 access, and all else", referring(to: "ghcr"), [.access, .kubero, .secret],
            .unavailable(settingsFailed, accessFailed)),
        failed("57 the Secret", referring(to: "ghcr", host: "ghcr.io"), [.secret], .unavailable(secretFailed)),
        failed("57 the Secret, for a deputy", referring(to: "ghcr"), [.secret], by: deputy, .unavailable(secretFailed)),
        failed("57 the default", usingDefault(), [.secret], by: "bob", .unavailable("kubero/registry-login")),
        failed("57 what is copied", copying(), [.secret], by: "bob", .unavailable("kubero/registry-login")),
        failed(
            "the settings, which say for which host", referring(to: "ghcr"), [.kubero], .unavailable(settingsFailed)),
        failed("the settings, for what is copied", copying(), [.kubero], .unavailable(settingsFailed)),
        failed(
            "the settings, by who may not use the Secret anyway", referring(to: "ghcr"), [.kubero], by: "bob",
            .forbidden(secretPath, saying: settingsFailed)),
        failed(
            "the settings, beside a Secret that is not there", referring(to: "nope"), [.kubero],
            .denied("\(secretPath) NotFound", saying: settingsFailed)),
    ]

    /// With `ifUnavailable: warn`.
    private static let allowing: [PipelineCase] = [
        failed("47 access, warn", referring(to: "ghcr"), [.access], warn: true, .allowed(unchecked + accessFailed)),
        failed(
            "57 the Secret, warn", referring(to: "ghcr", host: "ghcr.io"), [.secret], warn: true,
            .allowed(images, unchecked + secretFailed)),
        failed(
            "57 the Secret, for a deputy, warn", referring(to: "ghcr"), [.secret], by: deputy, warn: true,
            .allowed(unchecked)),
        failed(
            "the settings, warn", referring(to: "ghcr"), [.kubero], warn: true, .allowed(unchecked + settingsFailed)),
        failed(
            "the settings, warn, which does not excuse the Secret", referring(to: "tls"), [.kubero], warn: true,
            .denied("\(secretPath) Invalid")),
        failed(
            "the settings, warn, which does not excuse the user", referring(to: "ghcr"), [.kubero], by: "bob",
            warn: true,
            .forbidden(secretPath)),
    ]

    /// Nothing but advice hangs on it, or nothing at all.
    private static let harmless: [PipelineCase] = [
        failed(
            "the settings, beside a host", referring(to: "ghcr", host: "ghcr.io"), [.kubero], .allowed(settingsFailed)),
        failed(
            "the settings, beside a host and no Secret", #"{"createSecret":"none","host":"ghcr.io"}"#, [.kubero],
            .allowed(settingsFailed)),
        failed(
            "the settings, beside inline credentials", #"{"host":"ghcr.io","username":"u","password":"s3cr3t"}"#,
            [.kubero], .allowed("can be read", settingsFailed)),
        failed("everything, for an opt-out", #"{"createSecret":"none"}"#, [.access, .kubero, .secret]),
        failed(
            "everything, for what the form leaves behind", #"{"createSecret":"none","host":"https://"}"#,
            [
                .access,
                .kubero, .secret,
            ]),
        failed("everything, for no registry", nil, [.access, .kubero, .secret], .allowed("no credential")),
        failed(
            "everything, for inline credentials", #"{"username":"u","password":"s3cr3t"}"#,
            [.access, .kubero, .secret],
            .allowed("can be read")),
        failed(
            "everything, where the reference is removed", nil, was: .had(referring(to: "ghcr")),
            [
                .access, .kubero,
                .secret,
            ], .allowed("no credential")),
        failed(
            "84 everything, where nothing is chosen", referring(to: "ghcr"), was: .had(referring(to: "ghcr")),
            [.access, .kubero, .secret]),
        failed(
            "the settings, where the host is configured", referring(to: "ghcr"), [.kubero],
            set: { $0.kubero.defaultHost = "ghcr.io" }),
        failed("access, for the default", usingDefault(), [.access], by: "bob"),
    ]

    private static func failed(
        _ name: String, _ registry: String?, was old: Old = .none, _ topics: Set<PipelineCluster.Topic>,
        by user: String = alice, warn: Bool = false,
        set settings: @escaping @Sendable (inout Settings) -> Void = { _ in }, _ wanted: Wanted = .allowed()
    ) -> PipelineCase {
        .known(name, registry, was: old, by: user, set: settings, with: { $0.failing = topics }, wanted) {
            $0.ifUnavailable = warn ? .warn : .deny
        }
    }
}

struct PipelineFailureTests {
    @Test(arguments: PipelineCase.failures)
    func `what cannot be looked up is never passed over in silence`(_ row: PipelineCase) throws {
        try expect(row)
        let details = try row.decision(at: .validate).status?.details
        #expect(details?.retryAfterSeconds == (row.wanted.code == 500 ? 1 : nil), "\(row.name)")
    }

    @Test(arguments: PipelineCase.failures.filter { $0.cluster?.failing.contains(.access) == true })
    func `where access is not known, nothing is asked about the Secret`(_ row: PipelineCase) throws {
        let asked = try row.decided(at: .validate).rounds.joined()
        #expect(!asked.contains(.pullSecret(namespace: "kubero", name: "ghcr")), "\(row.name)")
    }

    @Test func `enforcement warn makes warnings of what is found in any phase`() throws {
        let rows: [(String, String, PipelineCluster.Topic?, String)] = [
            ("ghcr", "bob", nil, #"user "bob" cannot get secret "ghcr" in namespace "kubero""#),
            ("nope", "alice", nil, #"\#(secretPath): Not found: "nope""#),
            ("ghcr", "alice", .access, "pipeline-registry: \(accessFailed)"),
            ("ghcr", "alice", .secret, "pipeline-registry: \(secretFailed)"),
        ]
        for (secret, user, topic, warning) in rows {
            let row = PipelineCase.known(
                secret, PipelineCase.referring(to: secret), by: user,
                set: { $0.pipelineRegistry.enforce = .warn }, with: { $0.failing = topic.map { [$0] } ?? [] })
            let (decision, rounds) = try row.decided(at: .validate)
            #expect(decision.isAllowed && decision.warnings == [warning] && decision.fired == "pipeline-registry")
            #expect(rounds.count == (user == "bob" || topic == .access ? 1 : 2))
        }
    }
}
