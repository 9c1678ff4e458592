/// Eight bytes of a text, looked at all at once (SWAR). The lowest byte is the first.
struct Word {
    static let size = 8

    private let bytes: UInt64

    /// The bytes from `at` on, of which there must be eight.
    init(_ text: Span<UInt8>, at: Int) {
        // The load is checked against the text's end; any eight bytes are a UInt64.
        bytes = unsafe UInt64(littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
    }

    var all: UInt64 { bytes }

    /// How many bytes there are before the first that is not plain inside of a string: a quote, a backslash, a control
    /// character, or one of a character outside of ASCII. Eight where all are plain.
    var plain: Int {
        // Of bytes below 0x80 a subtraction borrows into the top bit exactly where the byte is smaller. It may also
        // borrow from the byte above, but only above one that has been found.
        let quote = bytes ^ Self.each(0x22)
        let backslash = bytes ^ Self.each(0x5C)
        let low = (bytes &- Self.each(0x20)) | (quote &- Self.each(1)) | (backslash &- Self.each(1))
        return ((low | bytes) & Self.each(0x80)).trailingZeroBitCount / 8
    }

    /// How many bytes there are before the first that is this one; eight where none is.
    func first(_ byte: UInt8) -> Int {
        // As above; the byte searched for must be ASCII. Others are found too, which is a shorter run, no wrong one.
        let different = bytes ^ Self.each(UInt64(byte))
        return (((different &- Self.each(1)) | bytes) & Self.each(0x80)).trailingZeroBitCount / 8
    }

    private static func each(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
}
