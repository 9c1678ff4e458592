internal import Glibc

/// A file descriptor that is closed when its owner goes.
struct FileDescriptor: ~Copyable, Sendable {
    let raw: Int32

    /// Takes over what a call returned: -1 says that it failed, and why stands in `errno`.
    init(_ raw: Int32, from call: String) throws(ServerError) {
        guard raw >= 0 else { throw .system(call: call, errno: errno) }
        self.raw = raw
    }

    deinit {
        close(raw)
    }

    /// The corresponding C function is `setsockopt`.
    func set(_ option: Int32, at level: Int32, to value: Int32) {
        var value = value
        // It fails only for options the kernel does not know; all of these are older than epoll.
        unsafe setsockopt(raw, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
