internal import Admission
internal import Configuration
internal import HTTP
internal import Rules
internal import Serving
internal import Webhook

/// A server with all that it needs while it runs: what decides, what is counted, and what keeps it to its files.
struct RunningServer {
    let server: Server
    let report: ServerReport
    let upkeep: Upkeep
    /// Of the configuration that it has begun with.
    let digest: String

    /// Opens every socket; see `Server`.
    /// - Parameters:
    ///   - file: where the configuration is from; nil: it is built in.
    ///   - load: reads it again.
    init(
        _ configuration: Configuration, from file: String?, _ cluster: ServedCluster, level: LogLevel, log: ServerLog,
        process: ProcessFiles = ProcessFiles(), load: @escaping () throws(ConfigurationError) -> Configuration
    ) throws(ServerError) {
        let rules = Catalogue.validators.map { $0.id } + Catalogue.mutators.map { $0.id }
        let lookUps = LookUpCounts()
        let source = cluster.source.map { CountedFacts($0, counting: lookUps) }
        let inForce = InForce(configuration.policy, source: source)
        let current = Current(inForce)
        let standing = Standing(
            .init(digest: inForce.digest, file: file, reloads: Reloads(since: WallClock.seconds)))
        let report = ServerReport(
            standing: standing, reviews: ReviewCounts(rules: rules), lookUps: source == nil ? nil : lookUps,
            cluster: cluster, log: log, process: process)
        let handler = WebhookHandler(
            current: current, source: source, bodyLimit: configuration.server.limits.body, level: level,
            lines: log.decisions, counts: report.reviews)
        let server = try Server(
            configuration.server, handler: handler, adminHandler: { AdminHandler(report: report, state: $0) },
            log: log.complain)
        let certificates = CertificateUpkeep(configuration.server.tls, standing: standing, log: log) {
            settings throws(ServerError) in try server.replace(tls: settings)
        }
        digest = inForce.digest
        self.server = server
        self.report = report
        upkeep = Upkeep(
            configuration: ConfigurationUpkeep(
                configuration, file: file, in: current, source: source, certificates: certificates,
                standing: standing, log: log, turns: { server.turns }, load: load),
            certificates: certificates, cluster: cluster, log: log)
    }

    /// Serves until it is told to stop; see `Server.run`.
    /// - Parameter interval: between two looks at the files.
    /// - Returns: how many requests have been left unanswered.
    @discardableResult
    func run(signals: Signals?, every interval: Duration = Upkeep.interval) throws(ServerError) -> Int {
        // Code that only starting takes is let go of: once the first to ask, who would wait for it again, has an answer,
        // and after the first look, which reads all files.
        var calls = 0
        let cluster = upkeep.cluster
        return try server.run(
            signals: signals, reload: upkeep.reload, watching: { cluster.turns }, every: interval
        ) {
            calls += 1
            if calls > 1 { upkeep.look() }
            if calls <= 2 { ProcessMemory.forgetCode() }
        }
    }
}
