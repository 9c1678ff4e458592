internal import CScan

/// Several bytes of a text at once. The caller knows that they are there: only `assert` checks it.
extension Span<UInt8> {
    @inline(__always)
    func byte(at: Int) -> UInt8 {
        assert(indices.contains(at))
        return unsafe self[unchecked: at]
    }

    /// The first is the lowest.
    @inline(__always)
    func twoBytes(at: Int) -> UInt16 { UInt16(littleEndian: load(at)) }

    @inline(__always)
    func fourBytes(at: Int) -> UInt32 { UInt32(littleEndian: load(at)) }

    /// The first `count` of eight bytes, and zeros. All eight must be there.
    @inline(__always)
    func bytes(at: Int, count: Int) -> UInt64 {
        let word = UInt64(littleEndian: load(at))
        return count < Word.size ? lowest_bytes(word, count) : word
    }

    /// A bit for each of 16 bytes that is not plain inside of a string: a quote, a backslash, a control character, or
    /// one of a character outside of ASCII.
    @inline(__always)
    func unusual(at: Int) -> UInt32 { unusual_bytes(load(at)) }

    /// Whether six bytes are an escape such as `\u003c`, of no surrogate.
    @inline(__always)
    func hasPlainUnicodeEscape(at: Int) -> Bool {
        twoBytes(at: at) == 0x755C
            && no_surrogate(byte(at: at &+ 2), byte(at: at &+ 3), byte(at: at &+ 4), byte(at: at &+ 5))
    }

    @inline(__always)
    private func load<Bytes: BitwiseCopyable>(_ at: Int) -> Bytes {
        assert(at >= 0 && at + MemoryLayout<Bytes>.size <= count)
        return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: Bytes.self)
    }
}
