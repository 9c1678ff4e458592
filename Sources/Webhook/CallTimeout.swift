internal import Encodings

/// `?timeout=` of a call: how long the API server waits for the answer, as Go writes durations.
package enum CallTimeout {
    /// `timeoutSeconds` is 30 at most: whoever says more is not waited for longer.
    private static let maximum = Duration.seconds(30)

    /// The time from a query such as `timeout=10s` or `timeout=2.5s`; nil where there is none that can be read.
    package static func read(from query: String?) -> Duration? {
        guard let query else { return nil }
        // Every answer is held against it, so that no array is made of the parameters.
        var rest = query.utf8[...]
        while true {
            let end = rest.firstIndex(of: UInt8(ascii: "&")) ?? rest.endIndex
            if rest[..<end].starts(with: key.utf8) {
                return GoDuration.read(Substring(rest[..<end].dropFirst(key.utf8.count))).map { min($0, maximum) }
            }
            guard end < rest.endIndex else { return nil }
            rest = rest[end...].dropFirst()
        }
    }

    private static let key = "timeout="
}
