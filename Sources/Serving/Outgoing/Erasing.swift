internal import CLinux
internal import Glibc

extension [UInt8] {
    /// Overwrites the bytes where they stand, for everybody who shares them, and then lets go of them. To be called by
    /// whoever was the last to read a credential. The corresponding C function is `explicit_bzero`.
    package mutating func erase() {
        unsafe withUnsafeBytes { bytes in
            // Writing through a copy would wipe the copy and leave what is shared.
            guard let start = bytes.baseAddress else { return }
            unsafe explicit_bzero(UnsafeMutableRawPointer(mutating: start), bytes.count)
        }
        self = []
    }

    /// The same for the first `count` bytes of a buffer that stays in use.
    func overwrite(first count: Int) {
        unsafe withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe explicit_bzero(UnsafeMutableRawPointer(mutating: start), Swift.min(count, bytes.count))
        }
    }
}
