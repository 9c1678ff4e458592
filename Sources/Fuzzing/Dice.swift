/// Numbers that depend on the input alone, so that the same input is always cut in the same places.
struct Dice {
    private var state: UInt64

    /// FNV-1a of the input, http://www.isthe.com/chongo/tech/comp/fnv.
    init(_ bytes: [UInt8]) {
        state = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// A number below `count`, which is not 0; by SplitMix64.
    mutating func next(below count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(count))
    }

    /// Cuts `bytes` into pieces, some of one byte, some of many.
    mutating func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var at = 0
        while at < bytes.count {
            let longest = next(below: 4) == 0 ? 64 : 4
            let end = min(at + 1 + next(below: longest), bytes.count)
            pieces.append(bytes[at..<end])
            at = end
        }
        return pieces
    }
}
