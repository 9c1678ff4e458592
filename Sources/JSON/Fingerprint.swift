/// What keys that are the same have in common, and other keys mostly not: of their first bytes and their length.
///
/// Anybody can write keys with the same one, so it only says where to look: at keys one by one.
enum Fingerprint {
    /// Of a key without escapes in a text, which does not end within eight bytes.
    @inline(__always)
    static func ofPlain(_ text: Span<UInt8>, at start: Int, _ count: Int) -> UInt32 {
        mix(text.bytes(at: start, count: count), count)
    }

    /// Of a key as text.
    static func of(_ key: Span<UInt8>) -> UInt32 {
        guard key.count < Word.size else { return ofPlain(key, at: 0, key.count) }
        guard key.count < 4 else {
            // The first four and the last four, some of which may be the same.
            let last = key.count &- 4
            return mix(
                UInt64(key.fourBytes(at: 0)) | UInt64(key.fourBytes(at: last)) &<< UInt64(last &* 8), key.count)
        }
        var first: UInt64 = 0
        for at in key.indices { first |= UInt64(key[at]) &<< UInt64(at &* 8) }
        return mix(first, key.count)
    }

    /// Of any key in a text.
    @inline(never)
    static func of(_ text: Span<UInt8>, _ key: Range<Int>) -> UInt32 {
        var (first, count) = (UInt64(0), 0)
        Escapes.resolve(text, key) { byte in
            if count < Word.size { first |= UInt64(byte) << UInt64(count * 8) }
            count += 1
        }
        return mix(first, count)
    }

    @inline(__always)
    private static func mix(_ first: UInt64, _ count: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: (first &* 0x9E37_79B9_7F4A_7C15) >> 32) ^ UInt32(truncatingIfNeeded: count)
    }
}
