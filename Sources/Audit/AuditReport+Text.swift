internal import Admission
internal import Manifests

extension AuditReport {
    /// Namespaces in the table at the end: what fits on a screen with the rest.
    private static let namespacesShown = 10

    /// Lines for people. A terminal shows the end of them: there are the totals.
    /// - Parameters:
    ///   - isColoured: whether severities are, for a terminal.
    ///   - all: whether each finding is shown, not only the first few that say the same.
    package func text(isColoured: Bool = false, all: Bool = false) -> String {
        var text = ""
        for (rule, findings) in findingsByRule {
            text += self.text(of: rule, findings, isColoured: isColoured, all: all) + "\n"
        }
        let tables = [rulesTable, namespacesTable, kindsTable].filter { !$0.isEmpty }
        return text + tables.joined(separator: "\n") + "\n" + notJudgedText + unreadText + verdict
    }

    /// In alphabetical order.
    var findingsByRule: [(rule: String, findings: [AuditFinding])] {
        Dictionary(grouping: findings) { $0.finding.rule }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func text(of rule: String, _ findings: [AuditFinding], isColoured: Bool, all: Bool) -> String {
        var text = "\(rule): \(byRule[rule, default: Tally()].text)\n"
        var home: String?
        for line in Collapsed(findings, all: all).lines {
            let found = line.finding
            if home != found.object.home {
                home = found.object.home
                text += "  \(OneLine(found.object.home))\n"
            }
            let severity = isColoured ? found.finding.severity.coloured : found.finding.severity.rawValue
            text += "    \(severity): \(found.object): \(found.text) [\(rule)]\n"
            if let more = line.more {
                let places = more.namespaces.of("namespace")
                text += "    … and \(Grouped(more.findings)) more like this, in \(places); --all shows them\n"
            }
        }
        return omission(of: rule).map { "\(text)  … \($0)\n" } ?? text
    }

    /// `and 2,000 more findings, counted and not kept: …`; nil where all are kept.
    func omission(of rule: String) -> String? {
        let omitted = omitted(of: rule)
        guard omitted > 0 else { return nil }
        return """
            and \(omitted.of("more finding")), counted and not kept: of each rule and severity \
            \(Grouped(Self.keptFindings)) are
            """
    }

    // MARK: Tables

    private var kindsTable: String {
        let rows = kinds.map { result in
            let numbers =
                switch result.state {
                case .unknown: ["not in this cluster", ""]
                case .forbidden: ["may not be read", ""]
                case .whole, .unread: ["\(Grouped(result.audited))", "\(Grouped(result.beingDeleted))"]
                }
            return [result.title] + numbers
        }
        return Table(["kind", "audited", "being deleted"], rows).text
    }

    private var rulesTable: String {
        let rows = byRule.sorted { $0.key < $1.key }.map { [$0.key] + $0.value.cells }
        return rows.isEmpty ? "" : Table(["rule", "denied", "warnings"], rows).text
    }

    private var namespacesTable: String {
        let rows = namespacesByWeight.prefix(Self.namespacesShown).map { ["\(OneLine($0.name))"] + $0.tally.cells }
        guard !rows.isEmpty else { return "" }
        let rest = byNamespace.count - rows.count
        return Table(["namespace", "denied", "warnings"], rows).text
            + (rest > 0 ? "and \(rest.of("more namespace")) with less\n" : "")
    }

    /// Those with the most first.
    var namespacesByWeight: [(name: String, tally: Tally)] {
        byNamespace.map { ($0.key, $0.value) }.sorted {
            ($1.tally.denied, $1.tally.warnings, $0.name) < ($0.tally.denied, $0.tally.warnings, $1.name)
        }
    }

    // MARK: The end

    private var notJudgedText: String { notJudged.map { "not judged: \($0)\n" }.joined() }

    /// What the audit cannot tell, a line each.
    var notJudged: [String] {
        var lines: [String] = []
        if !passedBy.isEmpty {
            let rules = passedBy.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value.of("object")))" }
            lines.append("who may create: \(rules.joined(separator: ", "))")
        }
        if !accessNotAsked.isEmpty {
            let kinds = accessNotAsked.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value.of("object")))" }
            lines.append("whether who created it may use what it refers to: \(kinds.joined(separator: ", "))")
        }
        if !skipped.isEmpty {
            lines.append("what is no Kubernetes object: \(skipped.map { "\(OneLine($0))" }.joined(separator: ", "))")
        }
        if beingDeleted > 0 { lines.append("\(beingDeleted.of("object")) being deleted") }
        return lines
    }

    private var unreadText: String { unread.map { "could not be read: \(OneLine($0))\n" }.joined() }

    private var verdict: String {
        let who = user.map { " as \(OneLine($0))" } ?? ""
        return """
            \(audited.of("object")) in \(OneLine(place)) at \(time)\(who): \(total.text)
            configuration \(digest), tallyman \(version)

            """
    }
}

extension Tally {
    var cells: [String] { ["\(Grouped(denied))", "\(Grouped(warnings))"] }
}

extension KindResult {
    /// `Secret with kargo.akuity.io/cred-type`.
    var title: String { kind.kind + (label.map { " with \($0)" } ?? "") }
}
