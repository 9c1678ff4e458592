/// `?timeout=` of a call: how long the API server waits for the answer, as Go writes durations.
package enum CallTimeout {
    /// The time from a query such as `timeout=10s` or `timeout=2.5s`; nil where there is none that can be read.
    package static func read(from query: String?) -> Duration? {
        guard let query else { return nil }
        for parameter in query.split(separator: "&") where parameter.hasPrefix("timeout=") {
            return duration(parameter.dropFirst("timeout=".count))
        }
        return nil
    }

    /// Go's time.ParseDuration: decimal numbers, each with a unit.
    private static func duration(_ text: Substring) -> Duration? {
        var rest = text
        var seconds = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { !("0"..."9").contains($0) && $0 != "." }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(digits), let factor = units[String(unit)] else { return nil }
            seconds += number * factor
        }
        // No call waits longer than a minute (`timeoutSeconds` is 30 at most); a day keeps the arithmetic sound.
        return seconds <= 86_400 ? .seconds(seconds) : nil
    }

    private static let units = ["h": 3_600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9]
}
