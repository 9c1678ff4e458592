internal import CYAML

/// libyaml's parser. All pointers of this target are in here.
@safe struct EventReader: ~Copyable {
    /// On the heap, since libyaml keeps the address of its own parser in it.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    init(_ bytes: [UInt8]) {
        unsafe input = .allocate(capacity: max(bytes.count, 1))
        _ = unsafe input.initialize(from: bytes)
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        // Fails for want of memory only, in which Swift's own allocations would have stopped the program too.
        guard unsafe yaml_parser_initialize(parser) == 1 else { fatalError("out of memory") }
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event; after `streamEnd` there is none to ask for.
    mutating func next() throws(YAMLError) -> Event {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { unsafe yaml_event_delete(&event) }
        return unsafe Event(event)
    }

    private func failure() -> YAMLError {
        let parser = unsafe self.parser.pointee
        let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "out of memory"
        guard unsafe parser.error != YAML_READER_ERROR else {
            return unsafe YAMLError(at: position(ofByte: parser.problem_offset), problem)
        }
        let context = unsafe parser.context.map { unsafe " " + String(cString: $0) } ?? ""
        return unsafe YAMLError(at: Position(parser.problem_mark), problem + context)
    }

    /// For errors in the encoding, where libyaml counts bytes only.
    private func position(ofByte offset: Int) -> Position {
        let before = unsafe input[..<min(offset, input.count)]
        let lineStart = unsafe before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let column = unsafe before[lineStart...].count { $0 & 0xC0 != 0x80 }
        return unsafe Position(line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: column + 1)
    }
}

extension Position {
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: mark.line + 1, column: mark.column + 1)
    }
}

extension Event {
    fileprivate init(_ event: yaml_event_t) {
        let position = unsafe Position(event.start_mark)
        let (start, end) = unsafe (event.start_mark.index, event.end_mark.index)
        func make(
            _ content: Content, tag: UnsafeMutablePointer<UInt8>? = nil, anchor: Bool = false, isFlow: Bool = false
        ) -> Event {
            let tag = unsafe tag.map { unsafe String(cString: $0) }
            return Event(
                content: content, position: position, characters: start..<max(start, end), isFlow: isFlow, tag: tag,
                hasAnchor: anchor)
        }
        switch unsafe event.type {
        case YAML_STREAM_END_EVENT: self = make(.streamEnd)
        case YAML_DOCUMENT_START_EVENT: self = make(.documentStart)
        case YAML_DOCUMENT_END_EVENT: self = make(.documentEnd)
        case YAML_ALIAS_EVENT: self = make(.alias)
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            let isFlow = unsafe start.style == YAML_FLOW_MAPPING_STYLE
            self = unsafe make(.beginMapping, tag: start.tag, anchor: start.anchor != nil, isFlow: isFlow)
        case YAML_MAPPING_END_EVENT: self = make(.endMapping)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            let isFlow = unsafe start.style == YAML_FLOW_SEQUENCE_STYLE
            self = unsafe make(.beginSequence, tag: start.tag, anchor: start.anchor != nil, isFlow: isFlow)
        case YAML_SEQUENCE_END_EVENT: self = make(.endSequence)
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let text = unsafe String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
            self = unsafe make(.scalar(text, isPlain: isPlain), tag: scalar.tag, anchor: scalar.anchor != nil)
        default: self = make(.streamStart)
        }
    }
}
