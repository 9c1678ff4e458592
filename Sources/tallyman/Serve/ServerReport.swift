internal import Metrics
internal import Serving

/// All there is to say about a running server.
struct ServerReport: Sendable {
    let standing: Standing
    let reviews: ReviewCounts
    /// nil where nothing is looked up.
    let lookUps: LookUpCounts?
    let cluster: ServedCluster
    let log: ServerLog
    let process: ProcessFiles

    /// What readiness depends on, and what is only said.
    func checks(isDraining: Bool) -> [HealthCheck] {
        var checks = standing.now.checks(at: WallClock.seconds)
        // The endpoints are taken away then, which takes a while, and no new call comes.
        checks.append(HealthCheck(name: "draining", isPassed: !isDraining, note: isDraining ? "told to stop" : ""))
        // All replicas have the same API server: if they failed for it, nobody would be left to answer what needs none.
        if let note = cluster.note { checks.append(HealthCheck(name: "cluster", isPassed: true, note: note)) }
        return checks
    }

    func families(_ counts: ServerCounts) -> [MetricFamily] {
        reviews.families + (lookUps?.families ?? []) + cluster.families + counts.families + standing.now.families + [
            MetricFamily(
                "tallyman_log_lines_lost_total", .counter, "Lines of the log that nobody took in.", Double(log.lost)),
            MetricFamily(
                "tallyman_build_info", .gauge, "The version that runs; always 1.",
                [.init(1, [.init("version", Tallyman.version)])]),
        ] + process.families
    }
}
