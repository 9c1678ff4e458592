internal import CLinux
internal import Glibc

/// Wakes a poller at a set time. The corresponding C functions are those of `timerfd`.
struct AlarmClock: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    var token: Token { Token(descriptor.raw) }

    init() throws(ServerError) {
        let flags = Int32(TFD_NONBLOCK) | Int32(TFD_CLOEXEC)
        descriptor = try FileDescriptor(timerfd_create(CLOCK_MONOTONIC, flags), from: "timerfd_create")
    }

    func set(_ instant: Instant) {
        var time = itimerspec()
        time.it_value.tv_sec = Int(instant.nanoseconds / 1_000_000_000)
        time.it_value.tv_nsec = Int(instant.nanoseconds % 1_000_000_000)
        unsafe timerfd_settime(descriptor.raw, Int32(TFD_TIMER_ABSTIME), &time, nil)
    }

    func acknowledge() {
        var count: UInt64 = 0
        _ = unsafe read(descriptor.raw, &count, MemoryLayout<UInt64>.size)
    }
}
