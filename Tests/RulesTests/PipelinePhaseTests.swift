import Admission
import Kubernetes
import Rules
import Testing

/// What holds of every request in the tables where there is a cluster.
struct PipelinePhaseTests {
    static let malformed =
        (PipelineCase.references + PipelineCase.inline + PipelineCase.hosts
        + PipelineCase.incomplete + PipelineCase.touched + PipelineCase.broken).filter { $0.wanted.code == 422 }

    @Test(arguments: malformed)
    func `83 nothing is asked while the form is wrong`(_ row: PipelineCase) throws {
        for enforce in [Enforcement.deny, .warn] {
            var asking = row
            asking.settings = {
                row.settings(&$0)
                $0.pipelineRegistry.enforce = enforce
            }
            let alone = try asking.decision(at: .validate)
            asking.cluster = PipelineCluster()
            let (decision, rounds) = try asking.decided(at: .validate)
            #expect(rounds == [], "\(row.name)")
            #expect(decision.status == alone.status && decision.warnings == alone.warnings, "\(row.name)")
            #expect(decision.annotation(.unchecked) == nil, "\(row.name)")
        }
    }

    @Test(arguments: PipelineCase.untouched)
    func `89 what was wrong before is let pass without a question`(_ row: PipelineCase) throws {
        var asking = row
        asking.cluster = PipelineCluster(failing: [.access, .secret])
        try expect(asking)
        let asked = try asking.decided(at: .validate).rounds.joined()
        #expect(asked.allSatisfy { $0 == .kubero(namespace: "kubero") }, "\(row.name)")
    }

    @Test(arguments: PipelineCase.inCluster)
    func `no Secret but the default is asked about before the user may read it`(_ row: PipelineCase) throws {
        var settings = Settings()
        row.settings(&settings)
        let shared = settings.kubero.defaultCredential.map {
            Question.pullSecret(namespace: settings.kubero.namespace, name: $0.name)
        }
        let rounds = try row.decided(at: .validate).rounds
        for (index, round) in rounds.enumerated() {
            for case .pullSecret(let namespace, let name) in round {
                guard .pullSecret(namespace: namespace, name: name) != shared else { continue }
                let granted = rounds[..<index].joined().contains { question in
                    guard case .access(let review) = question else { return false }
                    return (review.namespace, review.name) == (namespace, name)
                        && row.cluster?.answer(question) == .access(true)
                }
                #expect(granted, "\(row.name)")
            }
        }
    }

    @Test(arguments: PipelineCase.inCluster)
    func `the decision is the same however the answers come`(_ row: PipelineCase) throws {
        let cluster = try #require(row.cluster)
        for endpoint in Endpoint.allCases {
            let (decision, rounds) = try row.decided(at: endpoint)
            let all = rounds.joined().map { ($0, cluster.answer($0)) }
            let facts = Facts.cluster(Dictionary(uniqueKeysWithValues: all))
            let atOnce = try row.policy().evaluate(row.review, at: endpoint, knowing: facts).decision
            #expect(atOnce.everything == decision.everything, "\(row.name)")
            var known: [Question: Facts.Answer] = [:]
            var outcome = try row.policy().evaluate(row.review, at: endpoint, knowing: .cluster(known))
            while case .needs(let questions) = outcome, let last = questions.last {
                known[last] = cluster.answer(last)
                outcome = try row.policy().evaluate(row.review, at: endpoint, knowing: .cluster(known))
            }
            #expect(try outcome.decision.everything == decision.everything, "\(row.name)")
            #expect(known.count == all.count, "\(row.name)")
        }
    }

    @Test func `96 nothing that is in a Secret is in any answer`() throws {
        for row in PipelineCase.inCluster + PipelineDefaultCase.looking.map(\.request) {
            for endpoint in Endpoint.allCases {
                let said = try row.decision(at: endpoint).everything
                // The second is base64 of a user name and password.
                for secret in ["s3cr3t", "dTpzM2NyM3Q", "YWJj"] { #expect(!said.contains(secret), "\(row.name)") }
            }
        }
    }

    @Test func `a dry run is decided as any other, and the validator never patches`() throws {
        for row in PipelineCase.inCluster {
            var dry = row
            dry.isDryRun = true
            let decision = try row.decision(at: .validate)
            #expect(try dry.decision(at: .validate).everything == decision.everything, "\(row.name)")
            #expect(decision.patch == nil && decision.annotation(.unchecked) == nil, "\(row.name)")
            #expect(try row.decision(at: .mutate).isAllowed, "\(row.name)")
        }
    }
}
