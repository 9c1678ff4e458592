internal import Admission
internal import JSON
internal import Manifests

extension AuditReport {
    /// One document, for programs.
    package var json: [UInt8] {
        var writer = Writer(capacity: 64 << 10)
        writer.beginObject()
        writer.key("summary")
        writeSummary(to: &writer)
        writer.list("kinds", kinds) { $1.write(to: &$0) }
        writer.list("byRule", byRule.sorted { $0.key < $1.key }) { $0.tally("rule", $1.key, $1.value) }
        writer.list("byNamespace", byNamespace.sorted { $0.key < $1.key }) { $0.tally("namespace", $1.key, $1.value) }
        writer.list("findings", findings) { $1.write(to: &$0) }
        writer.list("notJudged", notJudged) { $0.string($1) }
        writer.list("unread", unread) { $0.string($1) }
        writer.endObject()
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private func writeSummary(to writer: inout Writer) {
        writer.beginObject()
        writer.member("cluster", place)
        writer.member("time", time)
        writer.member("configuration", digest)
        writer.member("version", version)
        if let user { writer.member("user", user) }
        writer.member("audited", audited)
        writer.member("beingDeleted", beingDeleted)
        writer.member("denied", total.denied)
        writer.member("warnings", total.warnings)
        writer.member("findingsNotKept", omitted)
        writer.endObject()
    }
}

extension KindResult {
    fileprivate func write(to writer: inout Writer) {
        writer.beginObject()
        writer.member("group", kind.group)
        writer.member("kind", kind.kind)
        if let label { writer.member("label", label) }
        writer.member("state", word)
        writer.member("audited", audited)
        writer.member("beingDeleted", beingDeleted)
        writer.endObject()
    }

    private var word: String {
        switch state {
        case .whole: "whole"
        case .unknown: "unknown"
        case .forbidden: "forbidden"
        case .unread: "unread"
        }
    }
}

extension AuditFinding {
    fileprivate func write(to writer: inout Writer) {
        writer.beginObject()
        writer.member("severity", finding.severity.rawValue)
        writer.member("rule", finding.rule)
        writer.member("group", object.group)
        writer.member("kind", object.kind)
        if !object.namespace.isEmpty { writer.member("namespace", object.namespace) }
        writer.member("name", object.name)
        if let path = finding.path { writer.member("field", "\(path)") }
        writer.member("message", finding.message)
        writer.endObject()
    }
}

extension Writer {
    fileprivate mutating func list<Element>(
        _ name: String, _ elements: [Element], _ write: (inout Writer, Element) -> Void
    ) {
        key(name)
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }

    fileprivate mutating func tally(_ key: String, _ name: String, _ tally: Tally) {
        beginObject()
        member(key, name)
        member("denied", tally.denied)
        member("warnings", tally.warnings)
        endObject()
    }

    fileprivate mutating func member(_ name: String, _ text: String) {
        key(name)
        string(text)
    }

    fileprivate mutating func member(_ name: String, _ number: Int) {
        key(name)
        integer(number)
    }
}
