/// The header fields of a message, in the order they came, as places within the bytes of its head: finding one
/// compares a few names and builds no dictionary.
package struct Headers: Sendable, ExpressibleByDictionaryLiteral {
    var bytes: [UInt8] = []
    var lines: [FieldLine] = []

    package init() {}

    package init(dictionaryLiteral fields: (String, String)...) {
        for (name, value) in fields { append(name, value) }
    }

    package mutating func append(_ name: String, _ value: String) {
        let start = bytes.count
        bytes += name.utf8
        let middle = bytes.count
        bytes += value.utf8
        lines.append(FieldLine(name: start..<middle, value: middle..<bytes.count))
    }

    package var count: Int { lines.count }

    /// The value of the first field of this name (any case), without white space around it.
    package subscript(name: String) -> String? {
        guard let value = firstValue(of: name) else { return nil }
        return String(decoding: bytes[value], as: UTF8.self)
    }

    /// Whether there is a field of this name (any case).
    package func contains(_ name: String) -> Bool { firstValue(of: name) != nil }

    /// Whether `Content-Type` names this type, whatever its parameters (RFC 9110 section 8.3.1): the type is compared
    /// without regard to case, and without building a string.
    package func hasMediaType(_ type: String) -> Bool {
        guard let value = firstValue(of: "content-type") else { return false }
        let end = bytes.span.firstIndex(of: UInt8(ascii: ";"), in: value) ?? value.upperBound
        return bytes.span.matches(type, in: bytes.span.trimmingBlanks(value.lowerBound..<end))
    }

    func firstValue(of name: String) -> Range<Int>? {
        let (bytes, length) = (bytes.span, name.utf8.count)
        for line in lines where line.name.count == length && bytes.matches(name, in: line.name) { return line.value }
        return nil
    }

    /// Writes every field as a line.
    func encode(into output: inout [UInt8]) {
        for line in lines {
            output += bytes[line.name]
            output += ": ".utf8
            output += bytes[line.value]
            output += "\r\n".utf8
        }
    }

    /// Empties it, and keeps its memory for the next message if that is at most `capacity` bytes.
    mutating func reset(keeping capacity: Int) {
        bytes.removeAll(keepingCapacity: bytes.capacity <= capacity)
        lines.removeAll(keepingCapacity: true)
    }
}
