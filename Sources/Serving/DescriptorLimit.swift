internal import Glibc

/// How many descriptors the process may have open. Shells often allow 1,024 and let a program raise it itself.
/// The corresponding C functions are `getrlimit` and `setrlimit`.
enum DescriptorLimit {
    /// Files, loops, look-ups and what the runtime opens.
    static let besideConnections = 256

    /// Raises the limit as far as needed and allowed. Where it stays lower, new connections wait when it is reached.
    static func raise(forConnections connections: Int) {
        var limit = rlimit()
        let needed = rlim_t(connections + besideConnections)
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < needed else {
            return
        }
        limit.rlim_cur = min(needed, limit.rlim_max)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
