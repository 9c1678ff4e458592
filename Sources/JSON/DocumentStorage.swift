internal import Glibc

/// A document's memory, in one piece: its bytes, and its nodes behind the head.
final class DocumentStorage: ManagedBuffer<DocumentStorage.Head, Node> {
    struct Head {
        let bytes: [UInt8]
        /// How many nodes there are; room may have been set aside for more.
        var count = 0
    }

    /// Has the kernel give the memory of many nodes 2 MiB at a time: by 4 KiB, that takes longer than to parse what they
    /// are of.
    func expectMany(_ capacity: Int) {
        unsafe withUnsafeMutablePointerToElements { nodes in
            let page = 4 << 10
            let start = (UInt(bitPattern: nodes) + UInt(page - 1)) & ~UInt(page - 1)
            let end = UInt(bitPattern: unsafe nodes + capacity) & ~UInt(page - 1)
            guard start < end else { return }
            // Advice: where it is not taken, all goes on as before.
            unsafe madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE)
        }
    }

    /// More nodes are of 4 MiB and more, which is a mapping of its own (`ProcessMemory.mappedSize`).
    static let many = (4 << 20) / MemoryLayout<Node>.stride
}
