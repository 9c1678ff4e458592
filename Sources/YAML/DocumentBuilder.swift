internal import JSON

/// Puts the events of one document together: JSON text, and a position for each of its nodes.
struct DocumentBuilder {
    private struct Container {
        let isMapping: Bool
        /// Of its own node.
        let index: Int
        /// Of a mapping: whether its last key still waits for its value.
        var awaitsValue = false
        /// The keys so far, byte for byte.
        var keys: [[UInt8]: Position] = [:]
    }

    private var writer = Writer()
    private var positions: [Position] = []
    private var extents: [Extent] = []
    /// Where the last scalar or bracket ends.
    private var contentEnd = 0
    private var open: [Container] = []

    mutating func take(_ event: Event) throws(YAMLError) {
        guard !event.hasAnchor else {
            throw YAMLError(at: event.position, "anchors and aliases are not read here; write the value out")
        }
        switch event.content {
        case .beginMapping:
            try begin(event, tag: "map", isMapping: true)
            writer.beginObject()
        case .beginSequence:
            try begin(event, tag: "seq", isMapping: false)
            writer.beginArray()
        case .endMapping:
            end(event)
            writer.endObject()
        case .endSequence:
            end(event)
            writer.endArray()
        case .scalar(let text, let isPlain):
            let scalar = try CoreTag.resolve(event, text: text, isPlain: isPlain)
            try isKey() ? key(text, scalar, isPlain, event) : value(text, scalar, event)
        case .alias:
            throw YAMLError(at: event.position, "anchors and aliases are not read here; write the value out")
        case .streamStart, .streamEnd, .documentStart, .documentEnd: break
        }
    }

    consuming func finish() throws(YAMLError) -> YAMLDocument {
        do throws(ParseError) {
            return YAMLDocument(
                document: try Parser.parse(writer.bytes), positions: positions, extents: extents)
        } catch {
            // The parser knows its own limits only by node and byte of the JSON.
            throw YAMLError(at: positions.first ?? Position(line: 1, column: 1), "\(error.reason)")
        }
    }

    /// Whether what comes next is the key of a mapping.
    private func isKey() -> Bool {
        guard let container = open.last else { return false }
        return container.isMapping && !container.awaitsValue
    }

    private mutating func begin(_ event: Event, tag: String, isMapping: Bool) throws(YAMLError) {
        guard !isKey() else { throw YAMLError(at: event.position, "a key must be a string") }
        guard event.tag == nil || event.tag == CoreTag.prefix + tag else { throw CoreTag.foreign(event) }
        guard open.count < YAMLStream.maximumDepth else {
            throw YAMLError(at: event.position, "nested more than \(YAMLStream.maximumDepth) levels deep")
        }
        note(event)
        open.append(Container(isMapping: isMapping, index: extents.count - 1))
    }

    private mutating func end(_ event: Event) {
        let index = open.removeLast().index
        if extents[index].isFlow { contentEnd = event.characters.upperBound }
        extents[index] = extents[index].ending(at: contentEnd)
    }

    private mutating func key(
        _ text: String, _ scalar: PlainScalar, _ isPlain: Bool, _ event: Event
    ) throws(YAMLError) {
        guard scalar == .string else {
            throw YAMLError(at: event.position, "the key \(Quoted(text)) is not a string to YAML; put it in quotes")
        }
        // https://yaml.org/type/merge.html: only where it is plain.
        guard !isPlain || text != "<<" else {
            throw YAMLError(at: event.position, "merge keys (<<) are not read here; write the members out")
        }
        if let earlier = open[open.count - 1].keys.updateValue(event.position, forKey: Array(text.utf8)) {
            throw YAMLError(at: event.position, "the key \(Quoted(text)) stands twice; the first is in \(earlier)")
        }
        open[open.count - 1].awaitsValue = true
        place(event)
        writer.key(text)
    }

    private mutating func value(_ text: String, _ scalar: PlainScalar, _ event: Event) throws(YAMLError) {
        note(event)
        switch scalar {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .number(let digits): writer.number(digits)
        case .string: writer.string(text)
        case .unwritable: throw YAMLError(at: event.position, "a number that JSON cannot hold; put it in quotes")
        }
    }

    /// Notes where a value begins, and that the mapping around it has got what it waited for.
    private mutating func note(_ event: Event) {
        place(event)
        if !open.isEmpty { open[open.count - 1].awaitsValue = false }
    }

    private mutating func place(_ event: Event) {
        positions.append(event.position)
        extents.append(Extent(event.characters, isFlow: event.isFlow))
        contentEnd = event.characters.upperBound
    }
}
