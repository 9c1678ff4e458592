import Admission
import Cluster
import Files
import JSON
import Manifests
import Rules
import Synchronization

@testable import Audit

/// The folder of fixtures.
let fixtures = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Fixtures"

/// An audit by the built-in defaults, but for what a test changes, always at the same time and place.
struct Auditing {
    var settings = Settings()
    var creator = Creator.nobody

    func run(
        _ inventory: some Inventory, _ facts: any FactSource = KnownFacts(), _ show: (AuditProgress) -> Void = { _ in }
    ) -> AuditReport {
        let digest = "sha256:0123456789abcdef"
        let auditor = Auditor(inventory, facts: facts, settings: settings, digest: digest, creator: creator)
        var user: String?
        if case .user = creator { user = "alice" }
        var report = AuditReport(
            place: "https://cluster.example:6443", time: "2026-11-21T03:00:00.000Z", digest: digest, version: "0.1.0",
            user: user)
        auditor.run(into: &report, show)
        return report
    }

    func run(folder: String) throws -> AuditReport {
        let inventory = try FolderInventory("\(fixtures)/\(folder)")
        return run(inventory, inventory.facts)
    }
}

/// A cluster of what a test says.
struct FakeInventory: Inventory {
    let place = "a test"
    /// Pages by kind; a kind that is not here has no objects.
    var pages: [String: [ObjectPage]] = [:]
    /// What reading a kind ends with, after its pages.
    var errors: [String: InventoryError] = [:]
    var unknown: Set<String> = []
    var unreadable: [String] = []
    var skipped: [String] = []

    /// - Parameter objects: JSON, in pages of a size.
    mutating func add(_ kind: String, _ objects: [String], size: Int = 500) throws {
        let values = try objects.map { try Parser.parse(Array($0.utf8)).root }
        for start in stride(from: 0, to: values.count, by: size) {
            let page = Array(values[start..<min(start + size, values.count)])
            pages[kind, default: []].append(
                ObjectPage(objects: page, remaining: values.count - start - page.count))
        }
    }

    func read(_ selection: Selection, _ take: (ObjectPage) -> Void) throws(InventoryError) -> Bool {
        for page in pages[selection.kind] ?? [] { take(page) }
        if let error = errors[selection.kind] { throw error }
        return !unknown.contains(selection.kind)
    }

    /// A Project that is denied, and one that is not.
    static func project(_ name: String, keep: String = "\"True\"") -> String {
        "{\"metadata\":{\"name\":\"\(name)\",\"annotations\":{\"kargo.akuity.io/keep-namespace\":\(keep)}}}"
    }
}

/// Answers everything alike, and notes what it is asked.
final class KnownFacts: FactSource {
    let asked = Mutex<[Question]>([])
    private let answer: @Sendable (Question) -> Facts.Answer

    init(_ answer: @escaping @Sendable (Question) -> Facts.Answer = { _ in .object(nil) }) { self.answer = answer }

    func known(_ questions: [Question]) -> [Question: Facts.Answer] {
        asked.withLock { $0 += questions }
        return Dictionary(questions.map { ($0, answer($0)) }, uniquingKeysWith: { first, _ in first })
    }

    func find(
        _ questions: [Question], within time: Duration, then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) {
        then(known(questions))
    }
}

extension AuditReport {
    /// Every form in which it goes out.
    var outputs: [String] {
        [text(), text(isColoured: true, all: true), String(decoding: json, as: UTF8.self), html]
    }
}
