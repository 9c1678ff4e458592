import Admission
import Cluster
import JSON
import Manifests
import Rules
import Testing

@testable import Audit

@Suite struct ReportTests {
    @Test func `no Secret but Kargo's credentials is asked for`() {
        let secrets = KnownKind.all.filter { $0.resource == "secrets" }
        #expect(secrets.map { $0.created?.label } == ["kargo.akuity.io/cred-type"])
        for kind in KnownKind.all { #expect(!kind.version.isEmpty && kind.created?.version == kind.version) }
    }

    @Test func `findings are kept up to a bound, and all of them counted`() throws {
        var cluster = FakeInventory()
        // Warnings first, so that they would take the errors' room.
        let typo = "\"true\",\"Kargo.akuity.io/keep-namespace\":\"true\""
        try cluster.add("Project", (0..<2_500).map { FakeInventory.project("a\($0)", keep: typo) })
        try cluster.add("Project", (0..<1_500).map { FakeInventory.project("b\($0)") })
        let report = Auditing().run(cluster)
        #expect(report.total.denied == 1_500 && report.total.warnings == 2_500)
        #expect(report.findings.count == 2 * FindingList.kept && report.omitted == 4_000 - 2 * FindingList.kept)
        #expect(report.findings.count { $0.finding.severity == .error } == FindingList.kept)
        #expect(report.byNamespace.count == 4_000)
        let said = "… and 2,000 more findings, counted and not kept: of each rule and severity 1,000 are"
        #expect(report.text(all: true).contains("  \(said)\n") && report.html.contains("<p>\(said)</p>"))
        #expect(try Parser.parse(report.json).root["summary"]?["findingsNotKept"]?.integer == 2_000)
    }

    @Test(arguments: [(3, false), (4, false), (5, true), (100, true)])
    func `what says the same is shown three times, with how much more there is`(_ count: Int, _ isShort: Bool) throws {
        var cluster = FakeInventory()
        try cluster.add("Project", (0..<count).map { FakeInventory.project("p\($0)", keep: "\"Yes\($0)\"") })
        // This one says something else.
        try cluster.add("Project", [FakeInventory.project("q", keep: "1")])
        let report = Auditing().run(cluster)
        let lines = report.text().split(separator: "\n").filter { $0.contains(" error: ") || $0.contains("…") }
        #expect(lines.count == (isShort ? 5 : count + 1))
        let more = "    … and \(count - 3) more like this, in \(count - 3) namespaces; --all shows them"
        #expect(lines.contains { $0 == more } == isShort)
        #expect(report.text(all: true).split(separator: "\n").count { $0.contains(" error: ") } == count + 1)
        #expect(!report.text(all: true).contains("more like this"))
    }

    @Test func `JSON is one document with all of it`() throws {
        let root = try Parser.parse(try Auditing().run(folder: "cluster").json).root
        let summary = try #require(root["summary"])
        #expect(summary["denied"]?.integer == 16 && summary["beingDeleted"]?.integer == 1)
        #expect(summary["cluster"]?.string == "https://cluster.example:6443" && summary["user"] == nil)
        let denied = root["byRule"]?.elements.compactMap { $0["denied"]?.integer }.reduce(0, +)
        #expect(denied == 16)
        #expect(root["byNamespace"]?.elements.contains { $0["namespace"]?.string == "shop" } == true)
        let found = root["findings"]?.elements.first { $0["name"]?.string == "settings" }
        #expect(found?["rule"]?.string == "projectconfig-name" && found?["namespace"]?.string == "cart")
        #expect(found?["field"]?.string == "metadata.name" && found?["severity"]?.string == "error")
        #expect(root["notJudged"]?.elements.count { _ in true } == 3)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (100_000, "100,000")])
    func `numbers are grouped`(_ number: Int, _ text: String) { #expect("\(Grouped(number))" == text) }
}
