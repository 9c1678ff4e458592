internal import Admission
internal import JSON
internal import YAML

extension Report {
    /// One document, for programs.
    package var json: [UInt8] {
        var writer = Writer(capacity: 4_096)
        writer.beginObject()
        writer.key("summary")
        writer.beginObject()
        writer.member("checked", checked)
        writer.member("denied", denied)
        writer.member("warnings", warnings)
        writer.member("ofOtherKinds", ofOtherKinds)
        writer.member("inDefaultNamespace", inDefault)
        writer.key("notLookedUp")
        writer.beginArray()
        for id in unchecked { writer.string(id) }
        writer.endArray()
        writer.endObject()
        writer.key("findings")
        writer.beginArray()
        for found in findings { found.write(to: &writer) }
        writer.endArray()
        writer.key("unreadable")
        writer.beginArray()
        for unread in unreadable {
            writer.beginObject()
            writer.member("file", unread.file)
            if let position = unread.position {
                writer.member("line", position.line)
                writer.member("column", position.column)
            }
            writer.member("message", unread.message)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}

extension PlacedFinding {
    fileprivate func write(to writer: inout Writer) {
        writer.beginObject()
        writer.member("file", file)
        writer.member("line", position.line)
        writer.member("column", position.column)
        writer.member("severity", finding.severity.rawValue)
        writer.member("rule", finding.rule)
        writer.member("group", group)
        writer.member("kind", kind)
        if !namespace.isEmpty { writer.member("namespace", namespace) }
        writer.member("name", name)
        if let path = finding.path { writer.member("field", "\(path)") }
        writer.member("message", finding.message)
        writer.endObject()
    }
}
