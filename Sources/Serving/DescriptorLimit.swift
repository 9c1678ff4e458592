internal import Glibc

/// How many descriptors the process may have open. Shells often allow 1,024 and let a program raise it itself.
/// The corresponding C functions are `getrlimit` and `setrlimit`.
package enum DescriptorLimit {
    /// What is not a client: 64 connections of probes, files, look-ups, what the runtime opens.
    private static let others = 192
    /// Of each loop: its listening socket, what it waits with, and what wakes it.
    private static let loop = 5

    /// Descriptors that may be open now.
    package static var current: Int {
        var limit = rlimit()
        return unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 ? Int(limit.rlim_cur) : 0
    }

    /// Raises the limit as far as needed and allowed, and returns how many of the `wanted` connections it has room for.
    static func connections(wanted: Int, loops: Int) -> Int {
        let others = others + loop * loops
        var limit = rlimit()
        let needed = rlim_t(wanted + others)
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < needed else {
            return wanted
        }
        limit.rlim_cur = min(needed, limit.rlim_max)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        // Never none: then the kernel says when it is enough.
        return max(1, Int(limit.rlim_cur) - others)
    }
}
