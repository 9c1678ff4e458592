/// Which kinds of keys an object that is still open has, in the `length` of its node: mostly that tells that none of them
/// stands twice, without looking at them again.
enum KeysSeen {
    /// Two keys are of one kind, or one is of the kind that this bit is for.
    private static let mayHaveTwins: UInt32 = 1 << 31

    /// A bit for each of 32 kinds of fingerprints.
    @inline(__always)
    static func add(_ fingerprint: UInt32, to object: inout Node) {
        let bit: UInt32 = 1 &<< fingerprint
        object.length |= object.length & bit == 0 ? bit : bit | mayHaveTwins
    }

    @inline(__always)
    static func mayHaveTwins(_ object: Node) -> Bool { object.length & mayHaveTwins != 0 }
}
