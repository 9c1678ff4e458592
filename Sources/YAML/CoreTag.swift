internal import JSON

/// The tags of the YAML core schema, `!!str` and so on; no others are read.
enum CoreTag {
    static let prefix = "tag:yaml.org,2002:"

    /// What a scalar stands for, given its tag.
    static func resolve(_ event: Event, text: String, isPlain: Bool) throws(YAMLError) -> PlainScalar {
        guard let tag = event.tag else { return isPlain ? PlainScalar(text) : .string }
        let scalar = PlainScalar(text)
        switch (tag, scalar) {
        case (prefix + "str", _): return .string
        case (prefix + "null", .null), (prefix + "bool", .bool), (prefix + "float", .number): return scalar
        case (prefix + "int", .number(let digits)) where Int(digits) != nil || UInt64(digits) != nil: return scalar
        case (prefix + "null", _), (prefix + "bool", _), (prefix + "int", _), (prefix + "float", _):
            throw YAMLError(at: event.position, "the value is not what its tag !!\(tag.dropFirst(prefix.count)) says")
        default: throw foreign(event)
        }
    }

    static func foreign(_ event: Event) -> YAMLError {
        YAMLError(at: event.position, "the tag \(Quoted(event.tag ?? "")) is not read here; leave it out")
    }
}
