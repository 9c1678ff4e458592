internal import Encodings

/// `?timeout=` of a call: how long the API server waits for the answer, as Go writes durations.
package enum CallTimeout {
    /// `timeoutSeconds` is 30 at most: whoever says more is not waited for longer.
    private static let maximum = Duration.seconds(30)

    /// The time from a query such as `timeout=10s` or `timeout=2.5s`; nil where there is none that can be read.
    package static func read(from query: String?) -> Duration? {
        guard let query else { return nil }
        for parameter in query.split(separator: "&") where parameter.utf8.starts(with: key.utf8) {
            let time = GoDuration.read(
                parameter[parameter.utf8.index(parameter.startIndex, offsetBy: key.utf8.count)...])
            return time.map { min($0, maximum) }
        }
        return nil
    }

    private static let key = "timeout="
}
