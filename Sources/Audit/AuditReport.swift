internal import Admission
internal import Manifests

/// What an audit has come to. It grows with what is found, up to a bound, and not with what is read.
package struct AuditReport: Sendable {
    /// Namespaces that are counted each: as many as Kubernetes is tested with. What is in others counts in the totals.
    private static let maximumNamespaces = 10_000
    /// Objects that are named each as not to be judged.
    private static let maximumUnjudged = 20

    /// Which cluster: a folder, or the address of an API server.
    package let place: String
    /// When, as RFC 3339 has it.
    package let time: String
    /// Digest of the configuration in force.
    package let digest: String
    /// Of Tallyman.
    package let version: String
    /// Who was taken to create everything; nil: nobody in particular.
    package let user: String?

    package internal(set) var kinds: [KindResult] = []
    package private(set) var total = Tally()
    package private(set) var byRule: [String: Tally] = [:]
    /// Only those in which something was found.
    package private(set) var byNamespace: [String: Tally] = [:]
    private var list = FindingList()
    /// Rules about who acts that did not judge, and for how many objects.
    package private(set) var passedBy: [String: Int] = [:]
    /// Kinds of objects whose creator's access was not asked for, and for how many.
    package private(set) var accessNotAsked: [String: Int] = [:]
    private var unjudged: (shown: [String], count: Int) = ([], 0)
    /// What rules could not look up and why; how many questions that were.
    var failures: (shown: [String], count: Int) = ([], 0)
    /// What of the inventory could not be read, whatever its kind; a line each.
    var unreadable: [String] = []
    /// What is in the inventory and no Kubernetes object.
    var skipped: [String] = []

    package init(place: String, time: String, digest: String, version: String, user: String? = nil) {
        self.place = place
        self.time = time
        self.digest = digest
        self.version = version
        self.user = user
    }

    package var audited: Int { kinds.reduce(0) { $0 + $1.audited } }
    package var beingDeleted: Int { kinds.reduce(0) { $0 + $1.beingDeleted } }
    /// Findings of each rule and severity that are kept with their text.
    package static let keptFindings = FindingList.kept
    /// By rule, then by namespace, then as they were read.
    package var findings: [AuditFinding] { list.sorted }
    /// How many more were counted but not kept.
    package var omitted: Int { list.omitted }

    func omitted(of rule: String) -> Int { list.omitted(of: rule) }

    /// Whether there was nothing at all, which is mostly a mistake: a wrong folder, or another cluster.
    package var isEmpty: Bool { audited + beingDeleted == 0 }

    /// What could not be read or looked up, and what to do; one line each.
    package var unread: [String] {
        kinds.compactMap(\.trouble) + unreadable + Self.lines(unjudged, more: "object")
            + Self.lines(failures, more: "look-up")
    }

    private static func lines(_ trouble: (shown: [String], count: Int), more: String) -> [String] {
        let rest = trouble.count - trouble.shown.count
        return trouble.shown + (rest > 0 ? ["and \(rest.of("more \(more)")) like these"] : [])
    }

    /// 0: nothing would be denied. 1: something would. 2: something could not be read, or there is nothing at all.
    package var exitStatus: Int32 {
        guard unread.isEmpty, !isEmpty else { return 2 }
        return total.denied > 0 ? 1 : 0
    }

    /// Adds what the webhooks said about one object; what both of them said, once.
    mutating func add(_ decisions: [Decision], on object: AuditedObject) {
        let home = object.home
        let isCounted = byNamespace[home] != nil || byNamespace.count < Self.maximumNamespaces
        var found: [Finding] = []
        for decision in decisions {
            for finding in decision.findings where !found.contains(finding) { found.append(finding) }
            for annotation in decision.annotations where annotation.key == .breakGlass {
                for id in annotation.value.split(separator: ",") { passedBy[String(id), default: 0] += 1 }
            }
        }
        for finding in found { list.add(AuditFinding(finding: finding, object: object)) }
        for rule in Set(found.map(\.rule)) {
            byRule[rule, default: Tally()].count(found.filter { $0.rule == rule })
        }
        total.count(found)
        if isCounted, !found.isEmpty { byNamespace[home, default: Tally()].count(found) }
    }

    mutating func noteAccess(of object: AuditedObject) { accessNotAsked[object.kind, default: 0] += 1 }

    mutating func noteUnjudged(_ object: AuditedObject, _ why: String) {
        unjudged.count += 1
        if unjudged.shown.count < Self.maximumUnjudged { unjudged.shown.append("\(object): \(why)") }
    }
}

extension Tally {
    /// Counts what was found in one object.
    fileprivate mutating func count(_ findings: [Finding]) {
        if findings.contains(where: { $0.severity == .error }) { denied += 1 }
        warnings += findings.count { $0.severity == .warning }
    }
}
