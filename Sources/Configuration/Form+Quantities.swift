internal import Encodings
internal import Forms
internal import JSON

extension Form<Int> {
    /// The units of sizes, as Kubernetes has them.
    private static var units: [(suffix: String, bytes: Int)] { [("Gi", 1 << 30), ("Mi", 1 << 20), ("Ki", 1 << 10)] }

    /// A size in bytes: a whole number, or one with Ki, Mi or Gi. From 1 to 1Gi, of which nothing here needs more.
    static var size: Form {
        let form = "must be a size from 1 byte to 1Gi, such as 65536 or 64Ki"
        return Form { place, problems in
            let unit = units.first { place.value.string?.hasSuffix($0.suffix) == true }
            let digits = place.value.string?.dropLast(unit?.suffix.count ?? 0) ?? place.value.number?[...]
            guard let digits, digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
                let count = Int(digits), (1...(1 << 30) / (unit?.bytes ?? 1)).contains(count)
            else {
                problems.append(place.problem(form))
                return nil
            }
            return count * (unit?.bytes ?? 1)
        } write: { value, writer in
            guard let unit = units.first(where: { value % $0.bytes == 0 }) else { return writer.integer(value) }
            writer.string("\(value / unit.bytes)\(unit.suffix)")
        }
    }
}

extension Form<Duration> {
    /// A span of time as Go writes it, `120s` or `1m30s`: above zero, at most an hour.
    static var duration: Form { duration(from: .nanoseconds(1), "more than 0s") }

    /// The same from `0s` on.
    static var durationOrNone: Form { duration(from: .zero, "0s or more") }

    private static func duration(from least: Duration, _ lower: String) -> Form {
        string({ GoDuration.text($0) }) { text in
            guard let duration = GoDuration.read(text) else {
                return .failure(Complaint("\(Quoted(text)): must be a duration such as 120s, 1m30s or 500ms"))
            }
            guard duration >= least, duration <= .seconds(3600) else {
                return .failure(Complaint("\(Quoted(text)): must be \(lower) and at most 1h"))
            }
            return .success(duration)
        }
    }
}
