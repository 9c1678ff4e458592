internal import Configuration
internal import Kubernetes

/// Is what the set-up is held against what Tallyman runs with?
enum RunningConfiguration: Checkup {
    static let name = "configuration"

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        let installation = patient.installation
        if let gap = installation.configurationGap { chart.note(gap) }
        guard let found = chart.take(installation.workload) else { return }
        guard let mounted = installation.mounted else {
            if let workload = found, let file = workload.option("--config"),
                installation.configurationGap == nil
            {
                chart.warn(
                    "Deployment \(Shown(workload.name.namespace, workload.name.name)) reads \(Shown(file)), and no ConfigMap "
                        + "that it mounts has that: either its Pods do not start, or it is elsewhere",
                    Remedy("put it into a ConfigMap as manifests/base does; here give the same file by --config"))
            }
            let what = patient.isGiven ? "what --config names" : "the built-in defaults"
            return chart.conclude("the set-up is held against \(what): no ConfigMap of Tallyman's was found")
        }
        let place = Shown(mounted.place.namespace, mounted.place.name)
        guard let running = mounted.configuration else {
            let instead = patient.isGiven ? "" : "; everything else is held against the built-in defaults"
            return chart.problem(
                "Tallyman cannot start with ConfigMap \(place): \(mounted.error ?? "it cannot be read")\(instead)",
                Remedy(
                    "correct it, try it by tallyman config validate --config FILE, and apply it; Pods that run take it "
                        + "over within a minute or so, without a restart"))
        }
        guard patient.isGiven, running.digest != patient.configuration.digest else {
            return chart.conclude("the set-up is held against ConfigMap \(place), \(running.digest)")
        }
        chart.warn(
            "what --config names (\(patient.configuration.digest)) is not what Tallyman runs with: ConfigMap \(place) is "
                + running.digest,
            Remedy(
                "leave --config out to go by what runs, or put the file into the ConfigMap; Pods take it over within a "
                    + "minute or so, and what of it takes a restart is in docs/reload.md"))
    }
}
