internal import Admission
internal import Cluster
internal import Configuration
internal import Kubernetes
internal import Rules

/// Does the rule for the names of ProjectConfigs suit the Kargo that is here, and do the names?
enum ProjectConfigNames: Checkup {
    static let name = "projectconfig-names"

    private static let setting = """
        rules:
          projectconfig-name:
            name: $namespace

        """

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        guard let presence = chart.take(patient.presence(of: .projectConfigs)) else { return }
        // The kind came with 1.5, and with it Kargo's own rule, so that the one tells of the other where the version cannot
        // be told.
        let components = ((try? patient.kargoComponents.get()) ?? []) + patient.kargoElsewhere
        let newest = components.compactMap(\.version).max()
        let hasRule = newest.map { version in KargoVersion("1.5.0").map { $0 <= version } ?? true } ?? presence.isKnown
        guard hasRule else {
            return chart.ok("there are no ProjectConfigs (Kargo before 1.5, or none): any name rule will do")
        }
        let rule = patient.configuration.settings.projectConfigName
        if rule.enforce != .disabled, case .literal(let name) = rule.options.name {
            chart.problem(
                "rule projectconfig-name wants ProjectConfigs to be called \(Shown(name)), and Kargo (1.5 and later, which "
                    + "this is) to be called like their namespace: no name is left that both accept",
                Remedy(
                    "put this into Tallyman's configuration; its Pods take it over within a minute or so", yaml: setting
                ))
        }
        let names = patient.list(.projectConfigs) { ObjectName(ObjectMeta(of: $0), isNamespaced: true) }
        guard let names = chart.take(names) else { return }
        let unsuited = names.filter { $0.name != $0.namespace }
        if !unsuited.isEmpty {
            chart.problem(
                "Kargo overlooks \(Shown.count(unsuited.count, "ProjectConfig")) not called like the namespace: "
                    + Shown.list(unsuited.map { "\($0.namespace)/\($0.name)" }),
                Remedy("create each anew under its namespace's name, then delete the old one"))
        }
        chart.conclude(
            rule.enforce == .disabled
                ? "\(Shown.count(names.count, "ProjectConfig")) called like the namespace; the rule is off"
                : "\(Shown.count(names.count, "ProjectConfig")), and the rule wants the name that Kargo does")
    }
}
