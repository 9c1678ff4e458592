internal import CLinux
internal import Glibc

/// The kernel's list of descriptors that something may happen on; level-triggered.
/// The corresponding C functions are those of `epoll`.
struct Poller: ~Copyable, Sendable {
    /// Events taken in one call, of 12 bytes each: as many as Swift takes from the stack, which is up to 1 KiB. More
    /// would be a malloc and a free for each call, mostly for a single event.
    private static let batch = 85

    private let descriptor: FileDescriptor

    init() throws(ServerError) {
        descriptor = try FileDescriptor(epoll_create1(Int32(EPOLL_CLOEXEC)), from: "epoll_create1")
    }

    func add(_ token: Token, for interest: Interest = .read) throws(ServerError) {
        guard control(EPOLL_CTL_ADD, token, interest) else { throw .system(call: "epoll_ctl", errno: errno) }
    }

    func change(_ token: Token, to interest: Interest) {
        _ = control(EPOLL_CTL_MOD, token, interest)
    }

    func remove(_ token: Token) {
        _ = control(EPOLL_CTL_DEL, token, .nothing)
    }

    /// Appends what has something to do, waiting for it if `blocking`.
    func wait(blocking: Bool, into ready: inout [Token]) {
        unsafe withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.batch) { events in
            let count = unsafe epoll_wait(descriptor.raw, events.baseAddress, Int32(Self.batch), blocking ? -1 : 0)
            // EINTR counts as nothing: a debugger's stop may cause it, signals of ours come through descriptors.
            // Nothing else can happen to descriptors that are ours; should it, the loop would turn without end.
            guard count >= 0 || errno == EINTR else { fatalError("epoll_wait failed: error \(errno)") }
            for index in 0..<max(0, Int(count)) { unsafe ready.append(Token(packed: events[index].data.u64)) }
        }
    }

    private func control(_ operation: Int32, _ token: Token, _ interest: Interest) -> Bool {
        let events: UInt32 =
            switch interest {
            case .read: EPOLLIN.rawValue
            case .write: EPOLLOUT.rawValue
            case .nothing: 0
            }
        var event = unsafe epoll_event(events: events, data: epoll_data_t(u64: token.packed))
        return unsafe epoll_ctl(descriptor.raw, operation, token.descriptor, &event) == 0
    }
}
