internal import Admission
internal import YAML

extension Report {
    /// Lines for people and editors, as compilers write them, and the sum of it all.
    /// - Parameter isColoured: whether the severities are, for a terminal.
    package func text(isColoured: Bool = false) -> String {
        let lines = findings.map { found in
            let severity = isColoured ? found.finding.severity.coloured : found.finding.severity.rawValue
            let place = "\(OneLine(found.file)):\(found.position.line):\(found.position.column)"
            return "\(place): \(severity): \(found.text) [\(found.finding.rule)]\n"
        }
        return lines.joined() + summary
    }

    /// `3 objects checked, 1 denied, 2 warnings, 4 of kinds that no rule is for`, with what else should be known.
    package var summary: String {
        var line = "\(checked) \(checked == 1 ? "object" : "objects") checked, \(denied) denied, "
        line += "\(warnings) \(warnings == 1 ? "warning" : "warnings"), \(ofOtherKinds) of kinds that no rule is for\n"
        if inDefault > 0 {
            line += "\(inDefault) without a namespace, taken to be in \"default\"; -n names another\n"
        }
        if !unchecked.isEmpty {
            line += "not looked up, for want of --cluster: \(unchecked.joined(separator: ", "))\n"
        }
        return line
    }
}
