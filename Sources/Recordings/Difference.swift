internal import Admission
internal import JSON
internal import Webhook

/// What is other than expected in a decision.
enum Difference {
    /// Lines of a diff: what was expected after `-`, what came after `+`.
    static func lines(between expectation: Expectation, and answer: Answer) -> [String] {
        let decision = answer.decision
        var lines: [String] = []
        compare("allowed", expectation.allowed.map { "\($0)" }, "\(decision.isAllowed)", &lines)
        compare("code", expectation.code.map { "\($0)" }, decision.status.map { "\($0.code)" }, &lines)
        let causes = (decision.status?.details?.causes ?? []).map {
            "\($0.field ?? ""): \($0.reason?.rawValue ?? "")"
        }
        compare("causes", list(expectation.causes.map { "\($0.field): \($0.reason)" }), list(causes), &lines)
        let message = decision.status?.message ?? ""
        for part in expectation.says where !message.contains(part) {
            lines += ["- message: … \(part) …", "+ message: \(message)"]
        }
        compareWarnings(expectation.warnings, decision.warnings, &lines)
        comparePatch(expectation.patch, decision.patch, &lines)
        for annotation in expectation.annotations {
            let found = decision.annotations.first { $0.key.rawValue == annotation.key }?.value
            compare("annotation \(annotation.key)", annotation.value, found, &lines)
        }
        return lines
    }

    private static func compare(_ what: String, _ expected: String?, _ found: String?, _ lines: inout [String]) {
        guard expected != found else { return }
        if let expected { lines.append("- \(what): \(expected)") }
        if let found { lines.append("+ \(what): \(found)") }
    }

    private static func list(_ items: [String]) -> String? {
        items.isEmpty ? nil : items.joined(separator: ", ")
    }

    private static func compareWarnings(_ expected: [String], _ found: [String], _ lines: inout [String]) {
        for index in 0..<max(expected.count, found.count) {
            let part = index < expected.count ? expected[index] : nil
            let warning = index < found.count ? found[index] : nil
            if let part, let warning, warning.contains(part) { continue }
            if let part { lines.append("- warning: … \(part) …") }
            if let warning { lines.append("+ warning: \(warning)") }
        }
    }

    private static func comparePatch(_ expected: String?, _ found: Patch?, _ lines: inout [String]) {
        let text = found.map { String(decoding: $0.json, as: UTF8.self) }
        guard value(expected) != value(text) else { return }
        compare("patch", expected, text, &lines)
    }

    private static func value(_ json: String?) -> Value? {
        json.flatMap { try? Parser.parse(Array($0.utf8)).root }
    }
}
