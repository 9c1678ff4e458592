internal import Admission
internal import YAML

/// What a check has come to.
package struct Report: Sendable {
    package private(set) var findings: [PlacedFinding] = []
    package var unreadable: [Unreadable]
    /// Objects of kinds that rules are for.
    package private(set) var checked = 0
    package private(set) var denied = 0
    package var ofOtherKinds = 0
    /// How many of those checked say no namespace and were taken to be in `default`.
    package var inDefault = 0
    /// Ids of the rules that would have looked something up, and had no cluster to ask.
    package private(set) var unchecked: [String] = []

    init(unreadable: [Unreadable]) { self.unreadable = unreadable }

    package var warnings: Int { findings.count { $0.finding.severity == .warning } }

    /// 0: nothing is denied. 1: something is. 2: something could not be read, or there was nothing to be checked.
    package var exitStatus: Int32 {
        guard unreadable.isEmpty, !isEmpty else { return 2 }
        return denied > 0 ? 1 : 0
    }

    /// Whether there was no object at all, which is mostly a mistake: a pipe whose other end has failed.
    package var isEmpty: Bool { checked + ofOtherKinds == 0 }

    /// Adds what the webhooks said about one object; what both of them said, once.
    mutating func add(_ decisions: [Decision], on placed: PlacedObject, named namespace: String) {
        checked += 1
        if decisions.contains(where: { !$0.isAllowed }) { denied += 1 }
        var seen: [Finding] = []
        var found: [PlacedFinding] = []
        for decision in decisions {
            for finding in decision.findings where !seen.contains(finding) {
                seen.append(finding)
                found.append(PlacedFinding(finding, on: placed, namespace: namespace))
            }
            for annotation in decision.annotations where annotation.key == .unchecked {
                for id in annotation.value.split(separator: ",").map(String.init) where !unchecked.contains(id) {
                    unchecked.append(id)
                }
            }
        }
        // Sorting is stable: at one place they stay in the rules' order.
        findings += found.sorted {
            ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column)
        }
    }
}
