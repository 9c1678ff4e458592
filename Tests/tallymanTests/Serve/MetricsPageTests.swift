import Files
import HTTP
import Metrics
import Scrape
import Serving
import Testing

@testable import tallyman

@Suite struct MetricsPageTests {
    @Test func `what a running server says of itself is well-formed, and counts what it was asked`() throws {
        let served = try Served()
        let client = try served.client(trusting: .first)
        for _ in 0..<3 { _ = try client.review(try ConfigurationReloadTests.review()) }
        let answer = try served.ask("/metrics")
        #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        let families = try StrictParser(String(decoding: answer.body, as: UTF8.self)).families
        func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
            families.first { $0.name == name }?.samples.first { sample in
                labels.allSatisfy { label in sample.labels.contains { $0.name == label.key && $0.value == label.value }
                }
            }?.value
        }
        #expect(value("tallyman_reviews_total", ["endpoint": "validate", "code": "422"]) == 3)
        #expect(value("tallyman_reviews_total", ["endpoint": "mutate", "code": "422"]) == 0)
        #expect(value("tallyman_rule_denials_total", ["rule": "keep-namespace"]) == 3)
        #expect(value("tallyman_http_responses_total", ["code": "200"]) == 3)
        #expect(value("tallyman_configuration_info", ["digest": served.standing.configuration.digest]) == 1)
        #expect(value("tallyman_certificate_not_after_timestamp_seconds", ["certificate": "serving"]) ?? 0 > 1.7e9)
        #expect(value("process_resident_memory_bytes") ?? 0 > 1e6 && value("process_threads") ?? 0 >= 3)
        #expect(value("process_open_fds") ?? 0 > 3 && value("process_start_time_seconds") ?? 0 > 1.7e9)
        let counters = families.filter { $0.kind == .counter }.map(\.name)
        #expect(counters.allSatisfy { $0.hasSuffix("_total") }, "\(counters)")
    }

    /// A row of the table in docs/metrics.md.
    private struct Row: Equatable, CustomStringConvertible {
        var name: String
        var kind: String
        var labels: String
        var help: String

        var description: String { "| `\(name)` | \(kind) | \(labels) | \(help) |" }
    }

    @Test func `docs/metrics.md has each of them, and no other`() throws {
        let log = try LogReader()
        let standing = Standing(.init(digest: "", reloads: Reloads(since: 0)))
        standing.change {
            $0.certificates = [
                .init(
                    purpose: .serving, path: "", subject: "", beginning: 0, end: 0, notAfter: "", fingerprint: "")
            ]
        }
        let report = ServerReport(
            standing: standing, reviews: ReviewCounts(rules: ["x"]), lookUps: LookUpCounts(), cluster: .none,
            log: log.log, process: ProcessFiles())
        var counts = try Served().running.server.counts
        counts.replies = [200: 1]
        let families = report.families(counts) + ServedCluster.families(calls: 0, lagging: 0)
        let made = families.map { family in
            let names = family.samples.flatMap { $0.labels.map(\.name) }.filter { $0 != "le" }
            let labels = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            return Row(
                name: family.name, kind: family.kind.rawValue, labels: labels.map { "`\($0)`" }.joined(separator: ", "),
                help: family.help)
        }
        let text = String(decoding: try Files.read("\(Manifests.root)/docs/metrics.md", limit: 1 << 20), as: UTF8.self)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
            let cells = line.split(separator: "|").map { $0.trimmed }
            return Row(name: String(cells[0].dropFirst().dropLast()), kind: cells[1], labels: cells[2], help: cells[3])
        }
        for row in made { #expect(rows.contains(row), "docs/metrics.md lacks \(row)") }
        for row in rows { #expect(made.contains(row), "docs/metrics.md has \(row)") }
    }

    /// Metrics of this prefix are ours; the rest are Prometheus' own.
    @Test func `every alert asks for metrics that there are`() throws {
        let page =
            try Served().text("/metrics") + ServedCluster.families(calls: 0, lagging: 0).map(\.name).joined()
            + LookUpCounts().families.map(\.name).joined() + "tallyman_http_responses_total"
        let alerts = String(
            decoding: try Files.read("\(Manifests.root)/docs/alerts.yaml", limit: 1 << 20), as: UTF8.self)
        let names = Set(alerts.matches(of: /tallyman_[a-z_]+/).map { String($0.0) })
        #expect(names.count > 5)
        for name in names where name != "tallyman_system" {
            let family = name.replacing(/_(bucket|sum|count)$/, with: "")
            #expect(page.contains(family), "\(name)")
        }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
