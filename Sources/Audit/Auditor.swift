package import Admission
package import Cluster
internal import JSON
internal import Kubernetes
internal import Manifests
package import Rules
internal import Webhook

/// All that is in a cluster, through the rules as if it were created now. Nothing is changed.
package struct Auditor: Sendable {
    private let inventory: any Inventory
    private let facts: AuditFacts
    private let reviewer: Reviewer
    private let creator: Creator

    /// - Parameters:
    ///   - facts: where rules' questions are answered, at once; see `PatientFacts`.
    ///   - digest: of the configuration that has the settings.
    package init(
        _ inventory: any Inventory, facts: any FactSource, settings: Settings, digest: String,
        creator: Creator = .nobody
    ) {
        let facts = AuditFacts(facts, asksForAccess: creator.isKnown)
        self.inventory = inventory
        self.facts = facts
        self.creator = creator
        // What cannot be looked up here says nothing about the objects: it is reported, and denies none of them.
        let policy = Catalogue.policy(creator.settings(settings), ifUnavailable: .warn, digest: digest)
        reviewer = Reviewer(policy: policy, source: facts)
    }

    /// Reads kind after kind, page by page, and adds what is found to the report.
    /// - Parameter show: told how far it is, for each object.
    package func run(into report: inout AuditReport, _ show: (AuditProgress) -> Void = { _ in }) {
        for kind in KnownKind.all {
            guard let selection = kind.created else { continue }
            var result = KindResult(kind, label: selection.label)
            do throws(InventoryError) {
                let isKnown = try inventory.read(selection) { page in
                    let before = result.audited + result.beingDeleted
                    let total = page.remaining.flatMap { Self.sum(before + page.objects.count, $0) }
                    for object in page.objects {
                        judge(object, kind, &result, &report)
                        let done = result.audited + result.beingDeleted
                        show(AuditProgress(kind: kind.kind, done: done, total: total))
                    }
                }
                if !isKnown { result.state = .unknown }
            } catch {
                switch error {
                case .forbidden(let why): result.state = .forbidden(why: why)
                case .unreadable(let why): result.state = .unread(why: why)
                }
            }
            report.kinds.append(result)
        }
        report.failures = facts.failures
        report.unreadable = inventory.unreadable
        report.skipped = inventory.skipped
    }

    /// nil where the cluster's number is too large to be one of objects.
    private static func sum(_ done: Int, _ remaining: Int) -> Int? {
        let (sum, isTooLarge) = done.addingReportingOverflow(remaining)
        return isTooLarge ? nil : sum
    }

    private func judge(_ value: Value, _ kind: KnownKind, _ result: inout KindResult, _ report: inout AuditReport) {
        guard !ObjectMeta(of: value).isBeingDeleted else {
            result.beingDeleted += 1
            return
        }
        result.audited += 1
        let object = AuditedObject(value, kind)
        let request = ReviewRequest(
            operation: .create, kind: kind, namespace: object.namespace,
            object: kind.complete(value, in: object.namespace), oldObject: nil, requester: creator.requester)
        guard let review = request.review else {
            report.noteUnjudged(object, "it is nested too deeply to be judged")
            return
        }
        report.add(reviewer.decideWhole(review), on: object)
        if facts.takeAccessQuestions() > 0 { report.noteAccess(of: object) }
    }
}

extension KnownKind {
    /// What of it rules judge when it is created; nil: nothing. Where every such rule is for objects with one label only,
    /// the others are not even asked for: no value of another Secret comes this way.
    package var created: Selection? {
        let scopes = scopes.filter { $0.operations.contains(.create) }
        guard let first = scopes.first else { return nil }
        let label = scopes.allSatisfy { $0.label == first.label } ? first.label : nil
        return Selection(resource, kind: kind, in: group, version: version, label: label)
    }
}
