extension Examination {
    /// For people: a line for each finding, what to do below it, and the sum.
    /// - Parameter isColoured: whether the verdicts are, for a terminal.
    package func text(isColoured: Bool = false) -> String {
        var text = ""
        // What is missing for several checks is granted once.
        var told: [(remedy: Remedy, check: String)] = []
        for diagnosis in diagnoses {
            let word = diagnosis.verdict.rawValue
            let gap = String(repeating: " ", count: Self.width - word.utf8.count)
            text += (isColoured ? diagnosis.verdict.coloured : word) + gap
            text += "\(diagnosis.check): \(OneLine(diagnosis.why))\n"
            guard let remedy = diagnosis.remedy else { continue }
            if remedy.yaml != nil, let first = told.first(where: { $0.remedy == remedy }) {
                text += "    fix: as above, under \(first.check)\n"
                continue
            }
            told.append((remedy, diagnosis.check))
            text += "    fix: \(OneLine(remedy.text))\n"
            for line in (remedy.yaml ?? "").split(separator: "\n") { text += "      \(OneLine(String(line)))\n" }
        }
        return text + summary
    }

    /// `not checked`, and two spaces.
    private static let width = 13

    /// `12 ok, 1 warning, 2 problems, 0 not checked in https://10.0.0.1`
    package var summary: String {
        """
        \(count(.ok)) ok, \(Shown.count(count(.warning), "warning")), \(Shown.count(count(.problem), "problem")), \
        \(count(.unchecked)) not checked, in \(OneLine(place))\n
        """
    }
}

extension Diagnosis.Verdict {
    /// ECMA-48 section 8.3.117: green, bold yellow, bold red, bold magenta.
    fileprivate var coloured: String {
        let code =
            switch self {
            case .ok: "32"
            case .warning: "1;33"
            case .problem: "1;31"
            case .unchecked: "1;35"
            }
        return "\u{1B}[\(code)m\(rawValue)\u{1B}[0m"
    }
}
