/// One thing that a probe is about.
struct HealthCheck: Sendable {
    let name: String
    /// Whether the server can be sent reviews, as far as this goes.
    let isPassed: Bool
    /// How it stands, for people.
    let note: String

    /// As in the Kubernetes API server's own answers: `[+]configuration ok: …`.
    var line: String {
        let note = note.isEmpty ? "" : ": \(note)"
        return "\(isPassed ? "[+]" : "[-]")\(name) \(isPassed ? "ok" : "failed")\(note)"
    }
}
