internal import CLinux
internal import Glibc

/// Wakes a poller from another thread. The corresponding C function is `eventfd`.
struct WakeUp: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    var token: Token { Token(descriptor.raw) }

    init() throws(ServerError) {
        descriptor = try FileDescriptor(eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC)), from: "eventfd")
    }

    func send() {
        // It fails only if the counter is full, and then the other side wakes anyway.
        eventfd_write(descriptor.raw, 1)
    }

    func acknowledge() {
        var count: eventfd_t = 0
        unsafe eventfd_read(descriptor.raw, &count)
    }
}
