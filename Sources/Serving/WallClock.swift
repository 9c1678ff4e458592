internal import CLinux
internal import Glibc

/// What time it is, for logs.
package enum WallClock {
    /// Seconds since 1970.
    package static var seconds: Int {
        var moment = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &moment)
        return moment.tv_sec
    }

    /// Now, in UTC with milliseconds, as RFC 3339 has it: `2026-11-21T01:24:06.123Z`.
    package static var now: String {
        var moment = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &moment)
        var parts = unsafe tm()
        unsafe gmtime_r(&moment.tv_sec, &parts)
        let date = unsafe "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
        let time = unsafe "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
        return "\(date)T\(time).\(padded(Int32(moment.tv_nsec / 1_000_000), to: 3))Z"
    }

    private static func padded(_ number: Int32, to width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
