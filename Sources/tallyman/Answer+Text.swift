internal import Admission
internal import Webhook

extension Answer {
    /// The decision in a few lines for people: what kubectl would show, and the patch.
    var text: String {
        var lines = [decision.isAllowed ? "allowed" : "denied (\(decision.status?.code ?? 0))"]
        if let status = decision.status { lines.append("  \(status.message)") }
        lines += decision.warnings.map { "  Warning: \($0)" }
        if let patch = decision.patch { lines.append("  Patch: \(String(decoding: patch.json, as: UTF8.self))") }
        return lines.joined(separator: "\n")
    }
}
