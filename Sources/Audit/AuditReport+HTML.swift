internal import Admission
internal import Manifests

extension AuditReport {
    /// A page of its own, to be passed on: it needs no script, fetches nothing, and can be printed.
    package var html: String {
        var page = HTML()
        page.markup("<!DOCTYPE html>\n")
        page.element("html", "lang=\"en\"") { html in
            html.element("head") { head in
                head.markup(Self.head)
                head.element("title", text: "Audit of \(place)")
                head.element("style") { $0.markup(Self.style) }
            }
            html.element("body") { body in
                writeHead(to: &body)
                writeTroubles(to: &body)
                writeTables(to: &body)
                for (rule, findings) in findingsByRule { write(rule, findings, to: &body) }
            }
        }
        return page.source
    }

    private func writeHead(to body: inout HTML) {
        body.element("header") { header in
            header.element("h1", text: "Audit of \(place)")
            header.element("p", total.denied > 0 ? "class=\"verdict error\"" : "class=\"verdict\"") {
                $0.text("\(audited.of("object")) audited as if created now: \(total.text)")
            }
            header.element("dl") { list in
                var facts = [("Time", time), ("Configuration", digest), ("Tallyman", version)]
                if let user { facts.append(("As user", user)) }
                for (name, value) in facts {
                    list.element("dt", text: name)
                    list.element("dd", text: value)
                }
            }
        }
    }

    private func writeTroubles(to body: inout HTML) {
        for (title, lines) in [("Could not be read", unread), ("Not judged", notJudged)] where !lines.isEmpty {
            body.element("section") { section in
                section.element("h2", text: title)
                section.element("ul") { list in for line in lines { list.element("li", text: line) } }
            }
        }
    }

    private func writeTables(to body: inout HTML) {
        body.element("section", "class=\"tables\"") { section in
            section.table(
                ["Rule", "Denied", "Warnings"], byRule.sorted { $0.key < $1.key }.map { [$0.key] + $0.value.cells })
            section.table(
                ["Namespace", "Denied", "Warnings"], namespacesByWeight.map { [$0.name] + $0.tally.cells })
            section.table(
                ["Kind", "Audited", "Being deleted"],
                kinds.map { result in
                    switch result.state {
                    case .unknown: [result.title, "not in this cluster", ""]
                    case .forbidden: [result.title, "may not be read", ""]
                    case .whole, .unread:
                        [result.title, "\(Grouped(result.audited))", "\(Grouped(result.beingDeleted))"]
                    }
                })
        }
    }

    private func write(_ rule: String, _ findings: [AuditFinding], to body: inout HTML) {
        body.element("section") { section in
            section.element("h2", text: "\(rule): \(byRule[rule, default: Tally()].text)")
            if let summary = RuleSummary.words[rule] { section.element("p", text: summary) }
            for home in findings.chunked(by: { $0.object.home }) {
                section.element("details", "open") { details in
                    details.element("summary", text: "\(home[0].object.home): \(home.count.of("finding"))")
                    details.element("table") { table in for finding in home { table.row(finding) } }
                }
            }
            if let omission = omission(of: rule) { section.element("p", text: "… \(omission)") }
        }
    }

    private static let head: StaticString = """
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="referrer" content="no-referrer">
        <meta name="viewport" content="width=device-width, initial-scale=1">

        """

    private static let style: StaticString = """
        :root { color-scheme: light dark; --error: #b00020; --warning: #8a5a00; --line: #8884; }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1rem; }
        .verdict { font-size: 1.25rem; font-weight: bold; }
        .error { color: var(--error); }
        .warning { color: var(--warning); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
        dd { margin: 0; }
        .tables { display: flex; flex-wrap: wrap; gap: 2rem; align-items: start; }
        table { border-collapse: collapse; }
        th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; }
        tr { border-bottom: 1px solid var(--line); }
        .number { text-align: right; }
        td { overflow-wrap: break-word; }
        summary { cursor: pointer; font-weight: bold; margin-top: .75rem; }
        @media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffcc66; } }
        @media print { body { max-width: none; } tr { break-inside: avoid; } }

        """
}

extension HTML {
    fileprivate mutating func row(_ found: AuditFinding) {
        element("tr") { row in
            row.element("td", "class=\"\(found.finding.severity.rawValue)\"", text: found.finding.severity.rawValue)
            row.element("td", text: "\(found.object)")
            row.element("td", text: found.text)
        }
    }
}

extension [AuditFinding] {
    /// Those next to each other that belong together.
    fileprivate func chunked(by key: (AuditFinding) -> String) -> [[AuditFinding]] {
        reduce(into: []) { chunks, finding in
            if let last = chunks.last?.first, key(last) == key(finding) {
                chunks[chunks.count - 1].append(finding)
            } else {
                chunks.append([finding])
            }
        }
    }
}
