/// Writes JSON, compact, into one array of bytes; commas come by themselves.
package struct Writer {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// - Parameter capacity: bytes to set aside at once.
    package init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    /// Writes in the memory of an array, in place of what is in it, and leaves an empty one behind.
    package init(reusing memory: inout [UInt8]) {
        swap(&bytes, &memory)
        bytes.removeAll(keepingCapacity: true)
    }

    package mutating func beginObject() { open("{") }
    package mutating func endObject() { close("}") }
    package mutating func beginArray() { open("[") }
    package mutating func endArray() { close("]") }

    package mutating func key(_ key: String) {
        string(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        escaped(text)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Several texts as one string.
    /// - Parameter separator: an ASCII character that needs no escape.
    package mutating func string(joining texts: some Sequence<String>, by separator: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var isFirst = true
        for text in texts {
            if !isFirst { bytes.append(UInt8(ascii: separator)) }
            isFirst = false
            escaped(text)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func integer(_ value: Int) { token("\(value)") }
    package mutating func bool(_ value: Bool) { token(value ? "true" : "false") }
    package mutating func null() { token("null") }

    /// A number as it is to be written; the caller answers for its being one.
    package mutating func number(_ digits: String) { token(digits) }

    /// A value from a document, as it was written there.
    package mutating func value(_ value: Value) {
        separate()
        let range = value.byteRange
        let isString = value.kind == .string
        if isString { bytes.append(UInt8(ascii: "\"")) }
        bytes.append(contentsOf: value.document.bytes[range])
        if isString { bytes.append(UInt8(ascii: "\"")) }
    }

    /// A string from a document, as `string` writes its text; mostly that is how it came, and no text is made of it.
    package mutating func text(of value: Value) {
        let (node, range, text) = (value.node, value.byteRange, value.document.bytes)
        guard node.kind == .string, !node.isEscaped, Self.isPlain(text.span.extracting(range)) else {
            return string(value.string ?? "")
        }
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text[range])
        bytes.append(UInt8(ascii: "\""))
    }

    /// The same of JSON that has been written before.
    package mutating func verbatim(_ json: [UInt8]) {
        bytes.append(contentsOf: json)
        needsComma = bytes.last != UInt8(ascii: ":")
    }

    /// JSON that is known, as it is: what is the same in every reply need not be written piece by piece.
    ///
    /// The caller answers for its being right where it stands, commas included; one is put behind it where something
    /// follows that is no value for it.
    package mutating func verbatim(_ json: String) {
        append(json.utf8.span)
        needsComma = bytes.last != UInt8(ascii: ":")
    }

    private mutating func token(_ text: String) {
        separate()
        append(text.utf8.span)
    }

    private mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func escaped(_ text: String) { escaped(text.utf8.span) }

    private mutating func escaped(_ text: Span<UInt8>) {
        if Self.isPlain(text) { append(text) } else { escapedByPart(text) }
    }

    /// Faster than by `text.utf8`, which has to look what kind of string it is.
    private mutating func append(_ text: Span<UInt8>) {
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        guard text.count >= Word.size else { return plain(text, from: 0) == text.count }
        let last = text.count &- Word.size
        var at = 0
        while at < last {
            guard plain(Word(text, at: at)) == Word.size else { return false }
            at &+= Word.size
        }
        // Some of these for the second time.
        return plain(Word(text, at: last)) == Word.size
    }

    /// The last of ASCII is a control character too.
    private static func plain(_ word: Word) -> Int { min(word.plain, word.first(0x7F)) }

    private mutating func escapedByPart(_ text: Span<UInt8>) {
        var at = 0
        while at < text.count {
            let plain = Self.plain(text, from: at)
            append(text.extracting(at..<plain))
            guard plain < text.count else { break }
            quote(text[plain])
            at = plain + 1
        }
    }

    /// Where the run of bytes that need no escape ends.
    private static func plain(_ text: Span<UInt8>, from start: Int) -> Int {
        var at = start
        while at + Word.size <= text.count {
            let plain = plain(Word(text, at: at))
            at += plain
            if plain < Word.size { return at }
        }
        while at < text.count, 0x20..<0x7F ~= text[at], text[at] != 0x22, text[at] != 0x5C { at += 1 }
        return at
    }

    /// Writes a byte that may need an escape.
    private mutating func quote(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0A:
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(UInt8(ascii: "n"))
        case 0x00..<0x20, 0x7F: escape(UInt16(byte))
        case 0x80..<0xC0:
            bytes.append(byte)
            escapeIfMisleading()
        default: bytes.append(byte)
        }
    }

    /// Writes the character that has just been completed as an escape if it is not what one sees of it. To JSON both are
    /// the same text.
    private mutating func escapeIfMisleading() {
        guard let (scalar, length) = Misleading.last(of: bytes.span) else { return }
        bytes.removeLast(length)
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { escape(unit) }
    }

    private mutating func escape(_ unit: UInt16) {
        bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
        for shift in [12, 8, 4, 0] as [UInt16] { bytes.append(Self.digits[Int(unit >> shift & 0xF)]) }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
