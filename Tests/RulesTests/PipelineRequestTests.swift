import Admission
import Rules
import Testing

private let wrong = #"{"createSecret":"clone","host":"registry"}"#
private let right = #"{"createSecret":"none","credentialsSecretRef":{"name":"a"}}"#
private let causes = ["spec.registry.createSecret NotSupported", "spec.registry.host Invalid"]

/// What does not depend on the registry: which requests the rule is for, and what becomes of what it finds.
struct PipelineRequestTests {
    static let passedBy: [PipelineCase] = [
        .init("85 an update during deletion", wrong, was: .had(right), .allowed()) {
            $0.metadata = #""name":"shop","deletionTimestamp":"2026-01-01T00:00:00Z""#
        },
        .init("85 an update during deletion, of what was wrong", "5", was: .had("6"), .allowed()) {
            $0.metadata = #""name":"shop","deletionTimestamp":"2026-01-01T00:00:00Z""#
        },
        .init("90 status", wrong, was: .had(right), .allowed()) { $0.subresource = "status" },
        .init("90 scale", wrong, was: .had(right), .allowed()) { $0.subresource = "scale" },
        .init("90 finalize", wrong, was: .had(right), .allowed()) { $0.subresource = "finalize" },
        .init("90 DELETE", nil, was: .had(wrong), .allowed()) { $0.operation = .delete },
        .init("90 CONNECT", wrong, .allowed()) { $0.operation = .connect },
        .init("95 another resource", wrong, .allowed()) { $0.resource = "kuberoapps" },
        .init("another namespace than those named", wrong, set: { $0.pipelineRegistry.reach.namespaces = ["team-*"] }),
        .init("a namespace that is excepted", wrong, set: { $0.pipelineRegistry.reach.exceptNamespaces = ["kub*"] }),
        .init("a user who is excepted", wrong, set: { $0.pipelineRegistry.reach.exceptUsers = ["alice"] }),
        .init("users who are excepted", wrong, set: { $0.pipelineRegistry.reach.exceptUsers = ["al*"] }),
        .init("disabled", wrong, set: { $0.pipelineRegistry.enforce = .disabled }),
    ]

    @Test(arguments: passedBy)
    func `a request that the rule is not for passes without a word`(_ row: PipelineCase) throws {
        try expect(row)
        let decision = try row.decision(at: .validate)
        #expect(decision.annotation(.rules) == "", "\(row.name)")
        #expect(decision.annotation(.unchecked) == nil, "\(row.name)")
        #expect(decision.annotation(.config) == "digest", "\(row.name)")
    }

    static let heldBack: [PipelineCase] = [
        .init("CREATE", wrong),
        .init("UPDATE", wrong, was: .had(right)),
        .init("UPDATE without the old object", wrong, .allowed()) { $0.operation = .update },
        .init("dry run", wrong, .allowed()) { $0.isDryRun = true },
        .init("CREATE with a deletionTimestamp, which nothing has yet", wrong, .allowed()) {
            $0.metadata = #""name":"shop","deletionTimestamp":"2026-01-01T00:00:00Z""#
        },
        .init("UPDATE with a deletionTimestamp that is null", wrong, was: .had(right), .allowed()) {
            $0.metadata = #""name":"shop","deletionTimestamp":null"#
        },
        .init("UPDATE with a deletionTimestamp of the wrong type", wrong, was: .had(right), .allowed()) {
            $0.metadata = #""name":"shop","deletionTimestamp":1"#
        },
        .init(
            "a namespace that is named", wrong, set: { $0.pipelineRegistry.reach.namespaces = ["team-a", "kubero"] }),
        .init(
            "a namespace that is not excepted", wrong, set: { $0.pipelineRegistry.reach.exceptNamespaces = ["kuber"] }),
        .init("a user who is not excepted", wrong, set: { $0.pipelineRegistry.reach.exceptUsers = ["alic", "bob"] }),
        .init("a deputy", wrong, by: PipelineCase.deputy),
        .init("break-glass has no say here", wrong, set: { $0.breakGlass = ["developers"] }),
    ]

    @Test(arguments: heldBack)
    func `a request that the rule is for is held back`(_ row: PipelineCase) throws {
        let decision = try row.decision(at: .validate)
        #expect(decision.status?.code == 422, "\(row.name)")
        #expect(decision.causes == causes, "\(row.name)")
        #expect(decision.annotation(.rules) == "pipeline-registry", "\(row.name)")
        #expect(decision.annotation(.violations) == "pipeline-registry", "\(row.name)")
    }

    @Test func `enforcement warn makes a warning of each violation`() throws {
        let row = PipelineCase("warn", wrong, set: { $0.pipelineRegistry.enforce = .warn })
        let decision = try row.decision(at: .validate)
        #expect(decision.isAllowed)
        #expect(
            decision.warnings == [
                """
                spec.registry.createSecret: Unsupported value: "clone": supported values: "create", "copy", "none"
                """,
                """
                spec.registry.host: Invalid value: "registry": needs a dot or a port, or an image would be looked for on \
                Docker Hub; write it as domain[:port][/path], such as ghcr.io/acme
                """,
            ])
        #expect(decision.fired == "pipeline-registry")
    }

    @Test func `the status is as apimachinery words it`() throws {
        let status = try #require(PipelineCase("denied", wrong).decision(at: .validate).status)
        #expect(status.reason == "Invalid")
        #expect(status.message.hasPrefix(#"KuberoPipeline.application.kubero.dev "shop" is invalid: [spec.registry."#))
        #expect(status.message.hasSuffix("]"))
        #expect(status.details?.group == "application.kubero.dev")
        #expect(status.details?.kind == "KuberoPipeline")
        #expect(status.details?.name == "shop")
        let one = try #require(PipelineCase("one", "5").decision(at: .validate).status)
        #expect(
            one.message == """
                KuberoPipeline.application.kubero.dev "shop" is invalid: spec.registry: Invalid value: "number": must be \
                an object
                """)
    }

    @Test func `a dry run is decided as any other`() throws {
        for row in PipelineCase.validating {
            var dry = row
            dry.isDryRun = true
            #expect(try dry.decision(at: .validate).everything == row.decision(at: .validate).everything, "\(row.name)")
            #expect(try dry.decision(at: .mutate).everything == row.decision(at: .mutate).everything, "\(row.name)")
        }
    }

    @Test func `the same review is decided the same every time`() throws {
        for row in PipelineCase.validating {
            #expect(try row.decision(at: .validate).everything == row.decision(at: .validate).everything, "\(row.name)")
        }
    }

    static let unchecked: [(PipelineCase, Bool)] = [
        (.init("a reference", right), true),
        (.init("copy", #"{"createSecret":"copy"}"#), true),
        (.init("the default", #"{"createSecret":"copy","credentialsSecretRef":{"name":"registry-login"}}"#), true),
        (.init("an opt-out", #"{"createSecret":"none"}"#), false),
        (.init("inline credentials", #"{"username":"u","password":"s3cr3t"}"#), false),
        (.init("nothing", nil), false),
        (.init("a reference left alone", right, was: .had(right)), false),
        (
            .init(
                "a reference left alone that was wrong", #"{"credentialsSecretRef":{"name":"A"}}"#,
                was: .had(#"{"credentialsSecretRef":{"name":"A"}}"#)), false
        ),
        (
            .init(
                "another reference", right, was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"b"}}"#)),
            true
        ),
        (
            .init("another host", #"{"createSecret":"copy","host":"a.io"}"#, was: .had(#"{"createSecret":"copy"}"#)),
            true
        ),
        (.init("another createSecret", right, was: .had(#"{"credentialsSecretRef":{"name":"a"}}"#)), true),
        (
            .init(
                "another mainnamespace", #"{"createSecret":"copy"}"#, was: .had(#"{"createSecret":"copy"}"#, more: ""),
                more: #""mainnamespace":"team-a""#, .allowed()
            ) { $0.namespace = "team-a" }, true
        ),
        (
            .init(
                "the namespace written out",
                #"{"createSecret":"none","credentialsSecretRef":{"name":"a","namespace":"kubero"}}"#, was: .had(right)),
            false
        ),
        (
            .init(
                "the chart's mainnamespace written out", #"{"createSecret":"copy"}"#,
                was: .had(#"{"createSecret":"copy"}"#, more: ""), more: #""mainnamespace":"kubero""#), false
        ),
        (
            .init(
                "a placeholder for no host", #"{"createSecret":"copy","host":"https://"}"#,
                was: .had(#"{"createSecret":"copy","host":null}"#)), false
        ),
        (
            .init(
                "another reference beside a host that was wrong",
                #"{"createSecret":"none","credentialsSecretRef":{"name":"a"},"host":"registry"}"#,
                was: .had(#"{"createSecret":"none","credentialsSecretRef":{"name":"b"},"host":"registry"}"#)), true
        ),
    ]

    @Test(arguments: unchecked)
    func `the audit log has what would have been looked up in a cluster`(_ row: PipelineCase, _ isNoted: Bool) throws {
        let decision = try row.decision(at: .validate)
        #expect(decision.isAllowed, "\(row.name)")
        #expect(decision.annotation(.unchecked) == (isNoted ? "pipeline-registry" : nil), "\(row.name)")
    }
}
