/// What keys that are the same have in common, and other keys mostly not: of their first bytes and their length.
///
/// Anybody can write keys with the same one, so it only says where to look: at keys one by one.
enum Fingerprint {
    /// Of a key in a text.
    @inline(__always)
    static func of(_ key: Node, in text: Span<UInt8>) -> UInt32 {
        let (start, count) = (Int(key.start), Int(key.length))
        guard !key.isEscaped, start &+ Word.size <= text.count else { return ofUncommon(key, in: text) }
        let word = Word(text, at: start)
        return mix(count < Word.size ? word.prefix(count) : word.all, count)
    }

    /// Of a key as text.
    static func of(_ key: Span<UInt8>) -> UInt32 {
        guard key.count < Word.size else { return mix(Word(key, at: 0).all, key.count) }
        var first: UInt64 = 0
        for at in key.indices { first |= UInt64(key[at]) &<< UInt64(at &* 8) }
        return mix(first, key.count)
    }

    /// Of a key with escapes, or at the very end of the text.
    @inline(never)
    private static func ofUncommon(_ key: Node, in text: Span<UInt8>) -> UInt32 {
        var (first, count) = (UInt64(0), 0)
        Escapes.resolve(text, Int(key.start)..<key.end) { byte in
            if count < Word.size { first |= UInt64(byte) << UInt64(count * 8) }
            count += 1
        }
        return mix(first, count)
    }

    private static func mix(_ first: UInt64, _ count: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: (first &* 0x9E37_79B9_7F4A_7C15) >> 32) ^ UInt32(truncatingIfNeeded: count)
    }
}
