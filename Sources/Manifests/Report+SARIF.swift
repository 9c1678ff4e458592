internal import Admission
internal import JSON
internal import YAML

extension Report {
    /// A SARIF log, for code scanning;
    /// https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html, sections 3.13 and on.
    /// - Parameter folder: the current one; files in it are named relative to it.
    package func sarif(in folder: String, version: String) -> [UInt8] {
        var writer = Writer(capacity: 8_192)
        writer.beginObject()
        writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        writer.member("version", "2.1.0")
        writer.key("runs")
        writer.beginArray()
        writer.beginObject()
        writer.driver(version: version)
        // Columns count code points (section 3.14.17), as libyaml does.
        writer.member("columnKind", "unicodeCodePoints")
        writer.invocation(unreadable, in: folder)
        writer.key("results")
        writer.beginArray()
        for found in findings { writer.result(found, in: folder) }
        writer.endArray()
        writer.endObject()
        writer.endArray()
        writer.endObject()
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}

extension Writer {
    fileprivate mutating func driver(version: String) {
        key("tool")
        beginObject()
        key("driver")
        beginObject()
        member("name", "tallyman")
        member("version", version)
        key("rules")
        beginArray()
        for rule in RuleSummary.all {
            beginObject()
            member("id", rule.id)
            message("shortDescription", rule.words)
            endObject()
        }
        endArray()
        endObject()
        endObject()
    }

    fileprivate mutating func invocation(_ unreadable: [Unreadable], in folder: String) {
        key("invocations")
        beginArray()
        beginObject()
        key("executionSuccessful")
        bool(unreadable.isEmpty)
        key("toolExecutionNotifications")
        beginArray()
        for unread in unreadable {
            beginObject()
            member("level", "error")
            message("message", "\(OneLine(unread.message))")
            location(FileURI(unread.file, in: folder), unread.position)
            endObject()
        }
        endArray()
        endObject()
        endArray()
    }

    fileprivate mutating func result(_ found: PlacedFinding, in folder: String) {
        beginObject()
        member("ruleId", found.finding.rule)
        if let index = RuleSummary.all.firstIndex(where: { $0.id == found.finding.rule }) { member("ruleIndex", index) }
        member("level", found.finding.severity.rawValue)
        message("message", found.text)
        location(FileURI(found.file, in: folder), found.position, of: found.subject)
        endObject()
    }

    private mutating func message(_ name: String, _ text: String) {
        key(name)
        beginObject()
        member("text", text)
        endObject()
    }

    /// - Parameter subject: the object, which has no place in a file but in Kubernetes.
    private mutating func location(_ uri: FileURI, _ position: Position?, of subject: String? = nil) {
        key("locations")
        beginArray()
        beginObject()
        key("physicalLocation")
        beginObject()
        key("artifactLocation")
        beginObject()
        member("uri", "\(uri)")
        endObject()
        if let position {
            key("region")
            beginObject()
            member("startLine", position.line)
            member("startColumn", position.column)
            endObject()
        }
        endObject()
        if let subject {
            key("logicalLocations")
            beginArray()
            beginObject()
            member("fullyQualifiedName", subject)
            endObject()
            endArray()
        }
        endObject()
        endArray()
    }
}
