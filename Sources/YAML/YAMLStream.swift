/// A YAML text: documents, separated by `---`.
///
/// Plain scalars mean what they mean to kubectl (see `PlainScalar`). What makes YAML dangerous or ambiguous is refused:
/// anchors, aliases and merge keys (a kilobyte of them unfolds into gigabytes, CVE-2019-11253), duplicate keys, keys
/// that are not strings, and tags of one's own.
package enum YAMLStream {
    /// 16 MiB: the largest bundles of CustomResourceDefinitions are around 5 MiB.
    package static let maximumBytes = 16 << 20
    /// Mappings and sequences within each other. Hand-written files stay below 50; generated schemas below 200.
    package static let maximumDepth = 500
    /// Values, keys and ends: a quarter of the bytes, since a value with its separator takes two bytes at the very
    /// least and four or more on average.
    package static let maximumEvents = maximumBytes / 4

    /// Reads all documents, in their order; none where the text has nothing but comments.
    ///
    /// A document without content (`---` and nothing else) is `null`.
    package static func parse(_ bytes: [UInt8]) throws(YAMLError) -> [YAMLDocument] {
        try parse(bytes, events: maximumEvents)
    }

    static func parse(_ bytes: [UInt8], events limit: Int) throws(YAMLError) -> [YAMLDocument] {
        guard bytes.count <= maximumBytes else {
            throw YAMLError(at: Position(line: 1, column: 1), "longer than \(maximumBytes) bytes")
        }
        var reader = EventReader(bytes)
        var documents: [YAMLDocument] = []
        var builder = DocumentBuilder()
        for _ in 0..<limit {
            let event = try reader.next()
            switch event.content {
            case .streamStart: continue
            case .streamEnd: return documents
            case .documentStart: builder = DocumentBuilder()
            case .documentEnd: documents.append(try builder.finish())
            default: try builder.take(event)
            }
        }
        throw YAMLError(at: Position(line: 1, column: 1), "more than \(limit) values and keys")
    }
}
