/// Durations as Go's time.ParseDuration reads them, and with it Kubernetes.
package enum GoDuration {
    private static let nanoseconds = ["ns": 1, "us": 1_000, "µs": 1_000, "ms": 1_000_000, "s": 1_000_000_000]
    private static let longer = ["m": 60, "h": 3600]

    /// Numbers with units, `1h30m` or `1.5s`; nil where it is anything else. A sign is anything else.
    package static func read(_ text: String) -> Duration? {
        var rest = text[...]
        var sum = Duration.zero
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !("0"..."9").contains($0) && $0 != "." }
            rest = rest.dropFirst(unit.count)
            guard let part = part(number, String(unit)) else { return nil }
            sum += part
        }
        return sum
    }

    /// In the largest unit that needs no fraction, so that equal durations are equal texts.
    package static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        guard attoseconds != 0 else { return "\(seconds)s" }
        let nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        if nanoseconds % 1_000_000 == 0 { return "\(nanoseconds / 1_000_000)ms" }
        return nanoseconds % 1_000 == 0 ? "\(nanoseconds / 1_000)us" : "\(nanoseconds)ns"
    }

    /// At most nine digits on either side of the point: an hour has four in seconds, and no duration more than an hour.
    private static func part(_ number: Substring, _ unit: String) -> Duration? {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, number.contains(where: { $0 != "." }) else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard parts[0].utf8.count <= 9, fraction.utf8.count <= 9 else { return nil }
        let (scale, factor) = (Self.nanoseconds[unit] ?? 1_000_000_000, Self.longer[unit] ?? 1)
        guard Self.nanoseconds[unit] != nil || Self.longer[unit] != nil else { return nil }
        let whole = (Int(parts[0]) ?? 0) * scale
        let digits = fraction + String(repeating: "0", count: 9 - fraction.utf8.count)
        let billionths = (Int(digits) ?? 0) * scale / 1_000_000_000
        return .nanoseconds(whole + billionths) * factor
    }
}
