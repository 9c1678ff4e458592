internal import Glibc

extension [UInt8] {
    /// Overwrites the bytes with zeros, in a way that no optimiser leaves out (explicit_bzero(3)), and removes them.
    ///
    /// For what is secret, when it has been used. Wipes the array's own storage only if nothing else refers to it:
    /// with a copy about, these zeros would go into new storage and the secret would stay. That is a mistake of the
    /// caller, so debug builds stop at it.
    package mutating func wipe() {
        guard !isEmpty else { return }
        let before = unsafe withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
        let after = unsafe withUnsafeMutableBytes { bytes in
            if let start = bytes.baseAddress { unsafe explicit_bzero(start, bytes.count) }
            return UInt(bitPattern: bytes.baseAddress)
        }
        assert(before == after, "wiped a copy")
        removeAll()
    }
}
