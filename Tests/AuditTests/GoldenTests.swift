import Files
import Manifests
import Testing

@testable import Audit

/// The sample cluster, and the reports that stand beside it. A report is made anew by `tallyman audit --cluster
/// Tests/AuditTests/Fixtures/cluster -o …`, with cluster, time, configuration and version as `Auditing` has them.
@Suite struct GoldenTests {
    /// Kinds that the sample has objects of. Rules may come to be for others.
    static let kinds = ["Namespace", "Project", "ProjectConfig", "KuberoPipeline", "Secret"]
    static func report() throws -> AuditReport {
        var report = try Auditing().run(folder: "cluster")
        report.kinds = report.kinds.filter { kinds.contains($0.kind.kind) }
        return report
    }

    @Test(arguments: ["report.txt", "report-all.txt", "report.json", "report.html"])
    func `the report is as it was`(_ file: String) throws {
        let wanted = String(decoding: try Files.read("\(fixtures)/\(file)", limit: 1 << 20), as: UTF8.self)
        let report = try Self.report()
        let written =
            switch file {
            case "report.txt": report.text()
            case "report-all.txt": report.text(all: true)
            case "report.json": String(decoding: report.json, as: UTF8.self)
            default: report.html
            }
        let lines = (
            wanted.split(separator: "\n", omittingEmptySubsequences: false),
            written.split(separator: "\n", omittingEmptySubsequences: false)
        )
        for (old, new) in zip(lines.0, lines.1) { #expect(old == new) }
        #expect(lines.0.count == lines.1.count)
    }
}
