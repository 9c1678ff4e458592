/// Values as they are written, to tell in few steps whether two are the same, and to keep one.
extension Value {
    /// Whether this is written byte for byte like the other, which then means the same too; what means the same may be
    /// written otherwise.
    package func isWritten(like other: Value) -> Bool {
        let (range, others) = (byteRange, other.byteRange)
        return document.bytes.span.extracting(range).isSame(as: other.document.bytes.span.extracting(others))
    }

    /// Feeds the text of a string to a hash, as `String.hashBytes` does; of anything else the empty text.
    package func hashBytes(into hasher: inout Hasher) {
        let text = slice ?? []
        text.span.hash(into: &hasher)
    }

    /// The same object or array in a document of its own, so that keeping it does not keep all of this one; nil for
    /// anything else.
    package var detached: Value? {
        guard kind == .object || kind == .array else { return nil }
        return (try? Parser.parse(Array(document.bytes[byteRange])))?.root
    }
}

extension String {
    /// Feeds the bytes to a hash, eight at a time. Swift's own `hash` would give canonically equivalent texts, of which
    /// there may be many, the same one.
    package func hashBytes(into hasher: inout Hasher) { utf8.span.hash(into: &hasher) }
}

extension Span<UInt8> {
    fileprivate func hash(into hasher: inout Hasher) {
        unsafe withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        // Where one text ends and the next begins.
        hasher.combine(count)
    }
}
