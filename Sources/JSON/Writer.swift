/// Writes JSON, compact, into one array of bytes; commas come by themselves.
package struct Writer {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// - Parameter capacity: bytes to set aside at once.
    package init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

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
        quote(text.utf8)
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

    private mutating func token(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
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

    private mutating func quote(_ text: String.UTF8View) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
            case 0x00..<0x20, 0x7F:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(Self.digits[Int(byte >> 4)])
                bytes.append(Self.digits[Int(byte & 0xF)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
