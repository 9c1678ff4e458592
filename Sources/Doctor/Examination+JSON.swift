internal import JSON

extension Examination {
    /// One document, for programs.
    package var json: [UInt8] {
        var writer = Writer(capacity: 4_096)
        writer.beginObject()
        writer.member("cluster", place)
        writer.key("summary")
        writer.beginObject()
        writer.member("ok", count(.ok))
        writer.member("warnings", count(.warning))
        writer.member("problems", count(.problem))
        writer.member("notChecked", count(.unchecked))
        writer.endObject()
        writer.key("checks")
        writer.beginArray()
        for diagnosis in diagnoses {
            writer.beginObject()
            writer.member("check", diagnosis.check)
            writer.member("verdict", diagnosis.verdict.rawValue)
            writer.member("why", diagnosis.why)
            if let remedy = diagnosis.remedy {
                writer.member("fix", remedy.text)
                if let yaml = remedy.yaml { writer.member("yaml", yaml) }
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
