internal import Cluster

/// All that was found.
package struct Examination: Sendable {
    /// What was looked through: a folder, or the address of an API server.
    package let place: String
    package let diagnoses: [Diagnosis]

    /// Runs the checks, one after the other; waits for what they read.
    package init(of patient: Patient, _ checkups: [any Checkup.Type] = Checkups.all) {
        place = patient.inventory.place
        if let outage = patient.outage {
            // Each check would say no more than that.
            diagnoses = [Diagnosis(verdict: .unchecked, check: "cluster", why: outage.why, remedy: outage.remedy)]
            return
        }
        diagnoses = checkups.flatMap { checkup in
            var chart = Chart(check: checkup.name)
            checkup.examine(patient, &chart)
            return chart.finished
        }
    }

    func count(_ verdict: Diagnosis.Verdict) -> Int { diagnoses.count { $0.verdict == verdict } }

    /// 2 where something could not be checked, else 1 where there is a problem, else 0, warnings or not.
    package var exitStatus: Int32 {
        if count(.unchecked) > 0 { return 2 }
        return count(.problem) > 0 ? 1 : 0
    }
}
