/// What one check writes down.
package struct Chart {
    let check: String
    private(set) var diagnoses: [Diagnosis] = []

    init(check: String) { self.check = check }

    mutating func ok(_ why: String) { add(.ok, why, nil) }
    mutating func warn(_ why: String, _ remedy: Remedy?) { add(.warning, why, remedy) }
    mutating func problem(_ why: String, _ remedy: Remedy?) { add(.problem, why, remedy) }

    /// What is to be said where there is nothing else.
    mutating func conclude(_ why: @autoclosure () -> String) {
        if diagnoses.isEmpty { ok(why()) }
    }

    /// What has been read; nil where it could not be, which is then noted, once.
    mutating func take<Reading>(_ result: Result<Reading, Gap>) -> Reading? {
        switch result {
        case .success(let reading): return reading
        case .failure(let gap):
            note(gap)
            return nil
        }
    }

    mutating func note(_ gap: Gap) { add(.unchecked, gap.why, gap.remedy) }

    /// All of it. A check that has come to nothing does not pass for one that has found all right.
    var finished: [Diagnosis] {
        guard diagnoses.isEmpty else { return diagnoses }
        return [Diagnosis(verdict: .unchecked, check: check, why: "the check came to no result", remedy: nil)]
    }

    private mutating func add(_ verdict: Diagnosis.Verdict, _ why: String, _ remedy: Remedy?) {
        let diagnosis = Diagnosis(verdict: verdict, check: check, why: why, remedy: remedy)
        if !diagnoses.contains(diagnosis) { diagnoses.append(diagnosis) }
    }
}
