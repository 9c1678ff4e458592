internal import CLinux
internal import Glibc

/// How much memory the process holds on to that it does not use.
package enum ProcessMemory {
    /// Blocks from this size on, in bytes, are mapped one by one, and unmapped when they are freed: a body of 6 MB and
    /// what is made of it. Smaller ones are cut from memory that is kept, as new pages cost more than they are worth.
    private static let mappedSize: Int32 = 4 << 20
    /// Freed bytes at the end of a heap that are kept for the next review. One of 431 KB takes 5 MB for a moment, and
    /// eight at a time 8 MB: given back, they cost each review 125 page faults, a twentieth of its time.
    private static let keptSize: Int32 = 16 << 20

    /// Has freed memory go back. By itself the C library raises both sizes with each large block that is freed, up to
    /// 32 and 64 MiB, and then keeps as much. The corresponding C function is `mallopt`.
    package static func limitHeap() {
        mallopt(M_MMAP_THRESHOLD, mappedSize)
        mallopt(M_TRIM_THRESHOLD, keptSize)
    }

    /// Lets go of the pages of code and constants that have been used so far: starting takes many that serving never
    /// does. What is needed again is in the kernel's page cache, and comes back 64 KiB at a time.
    package static func forgetCode() {
        // A debugger's breakpoints are written into code.
        #if !DEBUG
            _ = unsafe dl_iterate_phdr(forget, nil)
        #endif
    }

    /// One program or library; returns 0, for the next to come.
    private static let forget:
        @convention(c) (UnsafeMutablePointer<dl_phdr_info>, Int, UnsafeMutableRawPointer?) -> Int32 = {
            loaded, _, _ in
            let page = UInt(getpagesize())
            for index in 0..<Int(unsafe loaded.pointee.dlpi_phnum) {
                // What is never written to is in the file as it is here. Of all else the changes would be lost.
                guard let segment = unsafe loaded.pointee.dlpi_phdr?[index], segment.p_type == PT_LOAD,
                    segment.p_flags & UInt32(PF_W) == 0
                else { continue }
                let first = UInt(unsafe loaded.pointee.dlpi_addr &+ segment.p_vaddr)
                // Pages that are its own from end to end.
                let start = (first + page - 1) / page * page
                let end = (first + UInt(segment.p_memsz)) / page * page
                guard start < end else { continue }
                unsafe madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_DONTNEED)
            }
            return 0
        }
}
