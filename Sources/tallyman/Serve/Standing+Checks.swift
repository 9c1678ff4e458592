extension Standing.Snapshot {
    /// What readiness depends on. A file that cannot be used is said and no more: all replicas have the same, and what
    /// was in force before is a good configuration still.
    func checks(at now: Int) -> [HealthCheck] {
        [HealthCheck(name: "configuration", isPassed: true, note: configuration.note)]
            + certificates.map { certificate in
                let isOver = certificate.hasEnded(at: now)
                let name = certificate.purpose == .serving ? "certificate" : "client-ca"
                let trouble = certificate.purpose == .serving ? certificateReloads.problem : nil
                return HealthCheck(
                    name: name, isPassed: !isOver,
                    note: "\(isOver ? "expired at" : "until") \(certificate.notAfter)"
                        + (trouble.map { "; not reloaded: \($0)" } ?? ""))
            }
    }
}

extension Standing.Configuration {
    fileprivate var note: String {
        var note = "\(file ?? "built-in defaults"), digest \(digest)"
        if !left.isEmpty { note += "; a restart is needed for \(left.joined(separator: ", "))" }
        if let problem = reloads.problem { note += "; not reloaded: \(problem)" }
        return note
    }
}
