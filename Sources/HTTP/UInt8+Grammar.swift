/// The character classes of RFC 9110 and RFC 3986, and the few bytes that have a name.
extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20

    /// RFC 9110 section 5.5, inside a field value: tab, space, visible ASCII, and bytes above it (obs-text).
    var isFieldText: Bool { (self >= 0x20 && self != 0x7F) || self == .tab }

    var isToken: Bool { ASCIISet.token.contains(self) }
    var isTargetText: Bool { ASCIISet.target.contains(self) }
    var isHostText: Bool { ASCIISet.host.contains(self) }

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
        let text = text.utf8.span
        guard text.count == range.count else { return false }
        for index in text.indices {
            let (one, other) = (self[range.lowerBound &+ index], text[index])
            guard one == other || one.lowercased == other.lowercased else { return false }
        }
        return true
    }

    /// Whether all of `range` may stand in a field value. Most may, so this looks at all of them at once.
    func isFieldText(_ range: Range<Int>) -> Bool {
        let text = extracting(range)
        var isText = true
        for index in text.indices { isText = text[index].isFieldText && isText }
        return isText
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
