/// Why a text is not JSON as RFC 8259 has it, or more than we take, and at which byte.
package struct ParseError: Error, Equatable {
    package enum Reason: Equatable, Sendable {
        case empty
        case unexpectedEnd
        /// A byte that cannot stand here, and what could.
        case unexpected(UInt8, wanted: String)
        case trailing
        case badNumber
        case badEscape
        case controlCharacter(UInt8)
        case invalidUTF8
        case loneSurrogate
        case duplicateKey(String)
        case tooDeep(limit: Int)
        case tooManyValues(limit: Int)
    }

    package var reason: Reason
    /// Offset from the start of the text, in bytes.
    package var offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension ParseError: CustomStringConvertible {
    package var description: String { "byte \(offset): \(reason)" }
}

extension ParseError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty: "nothing there; JSON was expected"
        case .unexpectedEnd: "the JSON ends in the middle of a value"
        case .unexpected(let byte, let wanted): "\(shown(byte)) where \(wanted) was expected"
        case .trailing: "something follows the end of the JSON value"
        case .badNumber: "not a number as JSON writes them"
        case .badEscape: "not an escape that JSON has"
        case .controlCharacter(let byte): "\(shown(byte)) must be escaped in a string"
        case .invalidUTF8: "not valid UTF-8"
        case .loneSurrogate: "half of a surrogate pair stands alone"
        case .duplicateKey(let key): "the key \(Quoted(key)) stands twice in one object"
        case .tooDeep(let limit): "nested more than \(limit) levels deep"
        case .tooManyValues(let limit): "more than \(limit) values and keys"
        }
    }

    private func shown(_ byte: UInt8) -> String {
        if (0x21...0x7E).contains(byte) { return "'\(Unicode.Scalar(byte))'" }
        if byte == 0x20 { return "a space" }
        let digits = String(byte, radix: 16, uppercase: true)
        return "byte 0x\(digits.count == 1 ? "0" : "")\(digits)"
    }
}
