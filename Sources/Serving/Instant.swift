internal import CLinux
internal import Glibc

/// A point on the monotonic clock.
struct Instant: Sendable, Comparable {
    /// Since some fixed point in the past.
    var nanoseconds: Int64

    static var now: Instant {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    static func + (instant: Instant, duration: Duration) -> Instant {
        let (seconds, attoseconds) = duration.components
        return Instant(nanoseconds: instant.nanoseconds + seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    static func - (instant: Instant, earlier: Instant) -> Duration {
        .nanoseconds(instant.nanoseconds - earlier.nanoseconds)
    }

    static func < (one: Instant, other: Instant) -> Bool { one.nanoseconds < other.nanoseconds }
}
