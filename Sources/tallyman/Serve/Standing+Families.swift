internal import Metrics

extension Standing.Snapshot {
    var families: [MetricFamily] {
        [
            MetricFamily(
                "tallyman_configuration_info", .gauge, "The digest of the configuration in force; always 1.",
                [.init(1, [.init("digest", configuration.digest)])]),
            MetricFamily(
                "tallyman_configuration_restart_required", .gauge,
                "1 where the file has settings that wait for a restart.", configuration.left.isEmpty ? 0 : 1),
        ] + configuration.reloads.families(of: "configuration") + certificateReloads.families(of: "certificate") + [
            MetricFamily(
                "tallyman_certificate_not_after_timestamp_seconds", .gauge,
                "When a certificate in use ends, in seconds since 1970.",
                certificates.map { .init($0.end, [.init("certificate", $0.purpose.rawValue)]) })
        ]
    }
}

extension Reloads {
    /// - Parameter what: `configuration`, `certificate`.
    fileprivate func families(of what: String) -> [MetricFamily] {
        [
            MetricFamily(
                "tallyman_\(what)_reloads_total", .counter,
                "Changes of the \(what) while running, taken over (success) or refused (failure).",
                [.init(successes, [.init("result", "success")]), .init(failures, [.init("result", "failure")])]),
            MetricFamily(
                "tallyman_\(what)_last_reload_successful", .gauge,
                "0 where what is in the files of the \(what) is refused, and what was in use stays.",
                problem == nil ? 1 : 0),
            MetricFamily(
                "tallyman_\(what)_last_reload_success_timestamp_seconds", .gauge,
                "When the \(what) in use was read, in seconds since 1970.", Double(lastSuccess)),
        ]
    }
}
