import Admission
import Cluster
import Manifests
import Rules
import Synchronization
import Testing

@testable import Audit

@Suite struct AuditorTests {
    static let projectConfig = "{\"metadata\":{\"name\":\"default\",\"namespace\":\"shop\"}}"

    static let statuses: [(what: String, FakeInventory, status: Int32, unread: Int)] = {
        func cluster(_ projects: [String], _ change: (inout FakeInventory) -> Void = { _ in }) -> FakeInventory {
            var cluster = FakeInventory()
            try? cluster.add("Project", projects)
            change(&cluster)
            return cluster
        }
        let (good, bad) = (FakeInventory.project("a", keep: "\"true\""), FakeInventory.project("b"))
        let leaving = "{\"metadata\":{\"name\":\"c\",\"deletionTimestamp\":\"2026-01-01T00:00:00Z\"}}"
        return [
            ("nothing at all", cluster([]), 2, 0), ("all is well", cluster([good]), 0, 0),
            ("only what is being deleted", cluster([leaving]), 0, 0), ("a denial", cluster([good, bad]), 1, 0),
            ("a kind that is not there", cluster([good]) { $0.unknown = ["KuberoPipeline"] }, 0, 0),
            ("one that may not be read", cluster([good]) { $0.errors["Secret"] = .forbidden("403") }, 2, 1),
            ("the same and a denial", cluster([bad]) { $0.errors["Secret"] = .forbidden("403") }, 2, 1),
            ("a list that breaks", cluster([bad]) { $0.errors["Project"] = .unreadable("cut") }, 2, 1),
            ("what is no object", cluster(["null", "1", "[]", "\"a\"", "{\"metadata\":[]}"]), 0, 0),
        ]
    }()

    @Test(arguments: statuses.indices) func `the exit status says what there is to do`(_ index: Int) {
        let (what, cluster, status, unread) = Self.statuses[index]
        let report = Auditing().run(cluster)
        #expect(report.exitStatus == status && report.unread.count == unread, "\(what)")
        #expect(report.kinds.count == KnownKind.all.count { $0.created != nil })
    }

    @Test func `what cannot be read is told with what to do, and what could be is audited`() throws {
        var cluster = FakeInventory()
        try cluster.add("Project", (0..<3).map { FakeInventory.project("p\($0)") })
        cluster.errors = ["Project": .unreadable("it broke"), "KuberoPipeline": .forbidden("no")]
        let report = Auditing().run(cluster)
        #expect(
            report.unread == [
                "Project: only a part was read: it broke",
                """
                KuberoPipeline: no; grant {apiGroups: ["application.kubero.dev"], resources: ["kuberopipelines"], \
                verbs: ["list"]} by a ClusterRole
                """,
            ])
        #expect(report.total.denied == 3)
        for output in [report.text(), report.html] { #expect(output.contains("only a part was read: it broke")) }
    }

    @Test func `what is being deleted is counted and not judged`() throws {
        let report = try Auditing().run(folder: "cluster")
        #expect(report.beingDeleted == 1 && report.byNamespace["leaving"] == nil)
        #expect(report.notJudged.last == "1 object being deleted")
    }

    @Test func `nobody is blamed for having created a thing, and the rules that would are named`() throws {
        var cluster = FakeInventory()
        try cluster.add("ProjectConfig", [Self.projectConfig])
        var auditing = Auditing()
        for breakGlass in [["system:masters"], []] as [[NamePattern]] {
            auditing.settings.breakGlass = breakGlass
            let report = auditing.run(cluster)
            #expect(report.exitStatus == 0 && report.findings.isEmpty)
            #expect(report.notJudged == ["who may create: projectconfig-lifecycle (1 object)"])
        }
        auditing.settings.projectConfigLifecycle.options.mode = .explicit
        #expect(auditing.run(cluster).notJudged.isEmpty)
    }

    @Test func `a user who is named is judged`() throws {
        let alice = Auditing(creator: .user(Requester(user: "alice", groups: ["system:authenticated"])))
        let report = try alice.run(folder: "cluster")
        let found = report.findings.filter { $0.finding.message.contains("alice") }
        #expect(found.contains { $0.finding.rule == "projectconfig-lifecycle" })
        #expect(found.contains { $0.finding.message.contains("cannot get secret \"reg\"") })
        #expect(report.accessNotAsked.isEmpty && report.text().contains(" as alice: "))
    }

    @Test func `a question is asked once, and none is about the access of nobody`() throws {
        let spec = """
            {"registry":{"host":"ghcr.io","createSecret":"none","credentialsSecretRef":{"name":"gone"}}}
            """
        var cluster = FakeInventory()
        try cluster.add(
            "KuberoPipeline",
            (0..<50).map { "{\"metadata\":{\"name\":\"p\($0)\",\"namespace\":\"shop\"},\"spec\":\(spec)}" })
        let facts = KnownFacts { question in
            switch question {
            case .pullSecret: .pullSecret(nil)
            case .kubero: .kubero(nil)
            default: .object(nil)
            }
        }
        let report = Auditing().run(cluster, facts)
        let asked = facts.asked.withLock(\.self)
        #expect(asked.count == Set(asked).count && asked.contains(.pullSecret(namespace: "shop", name: "gone")))
        #expect(!asked.contains { if case .access = $0 { true } else { false } })
        #expect(report.accessNotAsked == ["KuberoPipeline": 50] && report.total.denied == 50)
    }

    @Test func `what cannot be looked up is told, and denies nothing`() throws {
        let report = Auditing().run(try FolderInventory("\(fixtures)/cluster"), KnownFacts { _ in .failed("it broke") })
        #expect(report.exitStatus == 2 && report.unread.allSatisfy { $0.hasSuffix(": it broke") })
        #expect(report.unread.contains("Secret \"shop/reg\": it broke"))
        #expect(Set(report.unread).count == report.unread.count)
        #expect(report.findings.allSatisfy { $0.finding.severity == .warning || !$0.finding.message.contains("broke") })
    }

    @Test func `what a mutator would add is no finding, and what it warns of is`() throws {
        var auditing = Auditing()
        let plain = { (report: AuditReport) in report.findings.filter { $0.object.name == "plain" } }
        #expect(plain(try auditing.run(folder: "cluster")).isEmpty)
        auditing.settings.pipelineRegistryDefault.enforce = .warn
        let found = plain(try auditing.run(folder: "cluster"))
        #expect(found.map(\.finding.rule) == ["pipeline-registry", "pipeline-registry-default"])
        #expect(found.allSatisfy { $0.finding.severity == .warning })
    }

    @Test func `rules that are off or do not reach a namespace find nothing there`() throws {
        var auditing = Auditing()
        auditing.settings.keepNamespace.enforce = .warn
        auditing.settings.credentialSecret.enforce = .disabled
        auditing.settings.pipelineRegistry.reach.exceptNamespaces = ["shop"]
        let report = try auditing.run(folder: "cluster")
        #expect(report.byRule["credential-secret"] == nil && report.byRule["keep-namespace"]?.denied == 0)
        #expect(report.byNamespace["shop"] == nil && report.byRule["pipeline-registry"]?.denied == 2)
    }

    @Test func `progress is told for each object, with the whole where it is known`() throws {
        var cluster = FakeInventory()
        try cluster.add("Project", (0..<7).map { FakeInventory.project("p\($0)") }, size: 3)
        var told: [AuditProgress] = []
        _ = Auditing().run(cluster, KnownFacts()) { told.append($0) }
        #expect(told == (1...7).map { AuditProgress(kind: "Project", done: $0, total: 7) })
    }

    static let left: [(Int, Int?)] = [
        (0, 1), (1, 2), (Int.max - 1, Int.max), (Int.max, nil), (-1, 0), (Int.min, Int.min + 1),
    ]

    @Test(arguments: left)
    func `what the cluster says is left is added to what is done, where it can be`(_ left: Int, _ total: Int?) throws {
        var cluster = FakeInventory()
        try cluster.add("Project", [FakeInventory.project("p")])
        let objects = try #require(cluster.pages["Project"]?.first?.objects)
        cluster.pages["Project"] = [ObjectPage(objects: objects, remaining: left)]
        var told: [AuditProgress] = []
        _ = Auditing().run(cluster, KnownFacts()) { told.append($0) }
        #expect(told == [AuditProgress(kind: "Project", done: 1, total: total)])
        for progress in told { #expect(progress.line.hasPrefix("Project ")) }
    }

    @Test func `what could not be read of the whole is told, and what is no object is no error`() throws {
        var cluster = FakeInventory()
        try cluster.add("Project", [FakeInventory.project("a", keep: "\"true\"")])
        cluster.skipped = ["x/values.yaml", "y\u{1B}.yaml"]
        let skipping = Auditing().run(cluster)
        #expect(skipping.exitStatus == 0)
        #expect(skipping.notJudged == ["what is no Kubernetes object: x/values.yaml, y\\u{1b}.yaml"])
        cluster.unreadable = ["x/a.yaml:1:1: it is broken"]
        let report = Auditing().run(cluster)
        #expect(report.exitStatus == 2 && report.unread == cluster.unreadable && report.audited == 1)
        for output in report.outputs { #expect(output.contains("x/a.yaml:1:1: it is broken")) }
    }

    @Test(arguments: [
        (AuditProgress(kind: "Secret", done: 1_200, total: nil), "Secret 1,200"),
        (AuditProgress(kind: "Secret", done: 0, total: 0), "Secret 0"),
        (AuditProgress(kind: "Secret", done: 6, total: 24), "Secret [######..................] 6 of 24"),
        (AuditProgress(kind: "A", done: 9, total: 3), "A [########################] 9 of 3"),
        (
            AuditProgress(kind: "A", done: .max, total: .max),
            "A [########################] 9,223,372,036,854,775,807 of 9,223,372,036,854,775,807"
        ),
        (AuditProgress(kind: "A", done: 1, total: 1_000_000), "A [........................] 1 of 1,000,000"),
    ])
    func `progress is a line`(_ progress: AuditProgress, _ line: String) { #expect(progress.line == line) }
}
