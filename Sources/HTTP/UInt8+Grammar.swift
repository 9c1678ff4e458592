/// The character classes of RFC 9110 and RFC 3986, and the few bytes that have a name.
extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20

    /// RFC 9110 section 5.6.2, tchar: letters, digits and ``!#$%&'*+-.^_`|~``.
    var isToken: Bool {
        switch self {
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x30...0x39, 0x41...0x5A, 0x5E...0x7A, 0x7C, 0x7E: true
        default: false
        }
    }

    /// RFC 9110 section 5.5, inside a field value: tab, space, visible ASCII, and bytes above it (obs-text).
    var isFieldText: Bool {
        switch self {
        case 0x09, 0x20...0x7E, 0x80...0xFF: true
        default: false
        }
    }

    /// RFC 3986 appendix A, path and query: everything but ``"#<>\^`{|}``, controls, space and bytes above ASCII.
    var isTargetText: Bool {
        switch self {
        case 0x21, 0x24...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: true
        default: false
        }
    }

    /// RFC 3986 section 3.2, host and port: unreserved, sub-delims, `%`, `:`, `[` and `]`; no `@`, as there is no user.
    var isHostText: Bool {
        switch self {
        case 0x21, 0x24...0x2E, 0x30...0x3B, 0x3D, 0x41...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: true
        default: false
        }
    }

    /// Optional white space, OWS of RFC 9110 section 5.6.3.
    var isBlank: Bool { self == .space || self == .tab }

    /// ASCII capitals as small letters, everything else as it is.
    var lowercased: UInt8 { 0x41...0x5A ~= self ? self | 0x20 : self }

    var decimalDigit: Int? { 0x30...0x39 ~= self ? Int(self - 0x30) : nil }

    var hexadecimalDigit: Int? {
        switch self {
        case 0x30...0x39: Int(self - 0x30)
        case 0x41...0x46: Int(self - 0x41) + 10
        case 0x61...0x66: Int(self - 0x61) + 10
        default: nil
        }
    }
}

extension Span<UInt8> {
    /// The part of `range` without white space at its ends.
    func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start].isBlank { start += 1 }
        while start < end, self[end - 1].isBlank { end -= 1 }
        return start..<end
    }

    /// Whether the bytes of `range` are `text`, capitals and small letters being the same (ASCII).
    func matches(_ text: String, in range: Range<Int>) -> Bool {
        guard text.utf8.count == range.count else { return false }
        var index = range.lowerBound
        for byte in text.utf8 {
            guard self[index].lowercased == byte.lowercased else { return false }
            index += 1
        }
        return true
    }

    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            if self[index] == byte { return index }
            index += 1
        }
        return nil
    }
}
