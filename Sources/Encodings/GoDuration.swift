/// Durations as Go's time.ParseDuration reads them, and with it Kubernetes.
package enum GoDuration {
    /// Numbers with units, `1h30m` or `1.5s`; nil where it is anything else. A sign is anything else.
    package static func read(_ text: String) -> Duration? { read(text[...]) }

    /// The same of a part of a text. Allocates nothing.
    package static func read(_ text: Substring) -> Duration? {
        var rest = text.utf8[...]
        var sum = Duration.zero
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            guard let part = part(&rest) else { return nil }
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

    /// Digits on either side of the point: an hour has four in seconds, and no duration here is more than days.
    private static let digits = 9

    /// A number with its unit.
    private static func part(_ rest: inout Substring.UTF8View.SubSequence) -> Duration? {
        let whole = number(&rest)
        var (fraction, scale) = (0, 1)
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let digits = number(&rest)
            guard whole.count + digits.count > 0 else { return nil }
            (fraction, scale) = (digits.value, digits.scale)
        } else if whole.count == 0 {
            return nil
        }
        guard whole.count <= digits, scale <= 1_000_000_000, let unit = unit(&rest) else { return nil }
        return .nanoseconds(whole.value * unit.nanoseconds + fraction * unit.nanoseconds / scale) * unit.factor
    }

    /// Digits, and ten to the power of how many there are; past the limit only their count is right.
    private static func number(
        _ rest: inout Substring.UTF8View.SubSequence
    ) -> (value: Int, count: Int, scale: Int) {
        var (value, count, scale) = (0, 0, 1)
        while let byte = rest.first, case let digit = byte &- UInt8(ascii: "0"), digit < 10 {
            rest.removeFirst()
            count += 1
            if count <= digits { value = value * 10 + Int(digit) }
            if count <= digits + 1 { scale *= 10 }
        }
        return (value, count, scale)
    }

    /// What stands up to the next number.
    private static func unit(
        _ rest: inout Substring.UTF8View.SubSequence
    ) -> (nanoseconds: Int, factor: Int)? {
        let end = rest.firstIndex { $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: ".") } ?? rest.endIndex
        let unit = rest[..<end]
        rest = rest[end...]
        return units.first { unit.elementsEqual($0.name.utf8) }.map { ($0.nanoseconds, $0.factor) }
    }

    /// A second first: it is what the API server writes.
    private static let units: [(name: String, nanoseconds: Int, factor: Int)] = [
        ("s", 1_000_000_000, 1), ("ms", 1_000_000, 1), ("us", 1_000, 1), ("µs", 1_000, 1), ("ns", 1, 1),
        ("m", 1_000_000_000, 60), ("h", 1_000_000_000, 3_600),
    ]
}
