internal import Admission
internal import Cluster
internal import Configuration

/// Are the kinds there that rules are for?
enum InstalledKinds: Checkup {
    static let name = "kinds"

    private static let wanted: [(system: String, kinds: [Selection])] = [
        ("Kargo", [.projects, .projectConfigs, .stages]), ("Kubero", [.pipelines, .kuberoes]),
    ]

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        for (system, kinds) in wanted {
            var (known, missing): ([String], [String]) = ([], [])
            for kind in kinds {
                guard let presence = chart.take(patient.presence(of: kind)) else { continue }
                if presence.isKnown {
                    known.append("\(presence.count) \(kind.resource)")
                } else {
                    missing.append("\(kind.resource).\(kind.group)")
                }
            }
            let verb = patient.isFolder ? "has no" : "does not know"
            if missing.count == kinds.count {
                let rules = patient.configuration.policy.requests.filter { request in
                    request.scopes.allSatisfy { $0.group == kinds[0].group }
                }
                chart.ok(
                    "\(system) is not here (the \(patient.isFolder ? "folder" : "cluster") \(verb) "
                        + "\(missing.joined(separator: ", "))): nothing to do for "
                        + (rules.isEmpty ? "its rules" : rules.map(\.rule).joined(separator: ", ")))
            } else if !known.isEmpty, !missing.isEmpty, !patient.isFolder {
                chart.warn(
                    "\(system) is here, but the cluster \(verb) \(missing.joined(separator: ", "))",
                    Remedy(
                        "rules for these never run; upgrade \(system) if there should be such (ProjectConfigs: Kargo 1.5)"
                    ))
            } else if !known.isEmpty {
                chart.ok("\(system) is here: \(known.joined(separator: ", "))")
            }
        }
    }
}
