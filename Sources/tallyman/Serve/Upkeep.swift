internal import Serving

/// Keeps a running server to its files.
struct Upkeep {
    /// What a look has found.
    enum Finding: String {
        case unchanged
        case replaced
        case refused
    }

    /// Between two looks, each a stat(2) of four or five files. A kubelet takes up to a minute to bring a change at
    /// all.
    static let interval = Duration.seconds(2)

    let configuration: ConfigurationUpkeep
    let certificates: CertificateUpkeep
    let cluster: ServedCluster
    let log: ServerLog

    /// By the timer: says something only where something has changed.
    func look() {
        // A configuration may name other certificates.
        _ = configuration.look(.timer)
        _ = certificates.look(.timer)
    }

    /// On SIGHUP: reads everything, and says what came of it.
    func reload() {
        let findings = (configuration.look(.signal), certificates.look(.signal))
        let cluster = cluster.reload(log)
        log.say("SIGHUP: configuration \(findings.0.rawValue), certificate \(findings.1.rawValue)\(cluster)")
    }
}
