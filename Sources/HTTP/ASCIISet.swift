/// Characters of ASCII, a bit for each: to look one up takes the same few steps however many there are.
struct ASCIISet: Sendable {
    private let low: UInt64
    private let high: UInt64

    /// - Parameters:
    ///   - low: bits for 0x00 to 0x3F, the lowest for 0x00.
    ///   - high: bits for 0x40 to 0x7F.
    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    func contains(_ byte: UInt8) -> Bool {
        let half = byte < 0x40 ? low : high
        return byte < 0x80 && half &>> UInt64(byte) & 1 == 1
    }

    /// RFC 9110 section 5.6.2, tchar: letters, digits and ``!#$%&'*+-.^_`|~``.
    static let token = ASCIISet(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)

    /// RFC 3986 appendix A, path and query: everything but ``"#<>\^`{|}``, controls and space.
    static let target = ASCIISet(low: 0xAFFF_FFF2_0000_0000, high: 0x47FF_FFFE_AFFF_FFFF)

    /// RFC 3986 section 3.2, host and port: unreserved, sub-delims, `%`, `:`, `[` and `]`; no `@`, as there is no user.
    static let host = ASCIISet(low: 0x2FFF_7FF2_0000_0000, high: 0x47FF_FFFE_AFFF_FFFE)
}
