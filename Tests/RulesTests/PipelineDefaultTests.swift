import Admission
import JSON
import Rules
import Testing

struct PipelineDefaultTests {
    @Test(arguments: PipelineDefaultCase.all)
    func `the default and what goes with it are filled in where nobody has`(_ row: PipelineDefaultCase) throws {
        let decision = try row.request.decision(at: .mutate)
        let said = Comment(rawValue: "\(row.name): \(decision.warnings)")
        #expect(decision.isAllowed, said)
        #expect(decision.warnings == [], said)
        #expect(decision.patch.map { String(decoding: $0.json, as: UTF8.self) } == row.patch, said)
        #expect(decision.fired == (row.patch == nil ? "" : "pipeline-registry-default"), said)
    }

    @Test(arguments: PipelineDefaultCase.all.filter { $0.patch != nil })
    func `10 once filled in nothing is left to do, and the validator has no objection`(_ row: PipelineDefaultCase)
        throws
    {
        let review = try row.request.review
        let policy = row.request.policy()
        let patch = try #require(policy.evaluate(review, at: .mutate).decision.patch)
        let after = review.replacing(object: try patch.applied(to: #require(review.object)))
        #expect(try policy.evaluate(after, at: .mutate).decision.patch == nil, "\(row.name)")
        let verdict = try policy.evaluate(after, at: .validate).decision
        #expect(verdict.isAllowed, "\(row.name): \(verdict.status?.message ?? "")")
    }

    @Test func `enforcement warn says what would be changed`() throws {
        let row = PipelineCase("warn", nil, set: { $0.pipelineRegistryDefault.enforce = .warn })
        let decision = try row.decision(at: .mutate)
        #expect(decision.patch == nil)
        #expect(decision.warnings == ["pipeline-registry-default would change: set spec.registry"])
        #expect(decision.fired == "pipeline-registry-default")
        let placeholder = PipelineCase(
            "warn", #"{"host":"https://"}"#, set: { $0.pipelineRegistryDefault.enforce = .warn })
        #expect(
            try placeholder.decision(at: .mutate).warnings == [
                """
                pipeline-registry-default would change: remove spec.registry.host, set spec.registry.createSecret, set \
                spec.registry.credentialsSecretRef
                """
            ])
    }

    static let outOfReach: [PipelineCase] = [
        .init("disabled", nil, set: { $0.pipelineRegistryDefault.enforce = .disabled }),
        .init("another namespace", nil, set: { $0.pipelineRegistryDefault.reach.namespaces = ["team-*"] }),
        .init("an excepted namespace", nil, set: { $0.pipelineRegistryDefault.reach.exceptNamespaces = ["kubero"] }),
        .init("an excepted user", nil, set: { $0.pipelineRegistryDefault.reach.exceptUsers = ["ali*"] }),
    ]

    @Test(arguments: outOfReach)
    func `where it does not reach, nothing is filled in`(_ row: PipelineCase) throws {
        let decision = try row.decision(at: .mutate)
        #expect(decision.patch == nil, "\(row.name)")
        #expect(decision.annotation(.rules) == "", "\(row.name)")
    }

    @Test func `the validator never patches and the mutator never denies`() throws {
        for row in PipelineCase.validating {
            #expect(try row.decision(at: .validate).patch == nil, "\(row.name)")
            #expect(try row.decision(at: .mutate).isAllowed, "\(row.name)")
        }
    }

    @Test func `a Pipeline that the validator refuses stays refused once filled in`() throws {
        for row in PipelineCase.validating where row.wanted.code != nil {
            let review = try row.review
            guard let patch = try row.decision(at: .mutate).patch else { continue }
            let after = review.replacing(object: try patch.applied(to: #require(review.object)))
            #expect(try !row.policy().evaluate(after, at: .validate).decision.isAllowed, "\(row.name)")
        }
    }
}
